import type { Application, ApplicationContext, ApplicationFlagFunction } from '@stricli/core';

type Asked = Parameters<ApplicationFlagFunction<ApplicationContext>>[1];

/** What `--help` prints. */
export function helpText(app: Application<ApplicationContext>, asked: Asked): string {
  return asked.result.target === app.root ? programHelp(app) : commandHelp(asked);
}

// The parser's own would name every command twice, once with its arguments and once with what it does.
function programHelp({ root }: Application<ApplicationContext>): string {
  if (!('getAllEntries' in root)) return root.brief;
  const config = {
    caseStyle: 'original',
    useAliasInUsageLine: false,
    onlyRequiredInUsageLine: true,
  } as const;
  const commands = root
    .getAllEntries()
    .filter(({ hidden }) => !hidden)
    .map(({ name, target }) => [
      target.formatUsageLine({ prefix: [name.original], config, ansiColor: false }),
      target.brief,
    ]);
  return `Usage: kvmkit <command> [options]

${root.brief}

Commands:
${columns(commands)}

Options:
${columns([
  ['--root <dir>', 'the runtime directory (default: $KVMKIT_ROOT, else'],
  ['', '/run/kvmkit for root, $XDG_RUNTIME_DIR/kvmkit for others)'],
  ['--json', 'print JSON for programs instead of text for people'],
  ['-h, --help', 'print this help, or that of a command'],
  ['-V, --version', 'print the version'],
])}
`;
}

function commandHelp({ result, text, additionalFlags }: Asked): string {
  return result.target.formatHelp({
    prefix: result.prefix,
    additionalFlags: additionalFlags.filter(({ name }) => name === 'help'),
    includeArgumentEscapeSequenceFlag: true,
    includeHidden: false,
    config: {
      caseStyle: 'original',
      useAliasInUsageLine: false,
      onlyRequiredInUsageLine: false,
    },
    text,
    ansiColor: false,
  });
}

function columns(rows: readonly (readonly string[])[]): string {
  const width = Math.max(...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`).join('\n');
}
