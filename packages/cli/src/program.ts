import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

/** What every command is given. */
export interface GlobalOptions {
  readonly root?: string;
  readonly json?: true;
}

/**
 * The commands and their options; what they do is loaded when one is called.
 * Everything that commander would print or exit for comes back as an error to run.ts.
 */
export function buildProgram(): Command {
  const program = new Command('kvmkit')
    .description('QEMU/KVM virtual machines on this host, without a daemon.')
    .option('-V, --version', 'print the version')
    .on('option:version', printVersion)
    .addOption(
      new Option('--root <dir>', 'the runtime directory').default(
        undefined,
        '$KVMKIT_ROOT, else /run/kvmkit, or $XDG_RUNTIME_DIR/kvmkit if not root',
      ),
    )
    .option('--json', 'print JSON for programs instead of text for people')
    .helpCommand(true)
    .showHelpAfterError('(kvmkit --help lists what there is)')
    .exitOverride();
  const globals = (): GlobalOptions => program.opts();

  program
    .command('start')
    .description('start an instance; it outlives this command')
    .argument('<spec.json>', 'its specification')
    .option('--paused', 'leave it frozen before its first instruction')
    .action(async (file: string, options: { paused?: true }) => {
      const { start } = await import('./commands/start.ts');
      await start(globals(), file, options);
    });
  program
    .command('stop')
    .description('press the power button, wait, then force; clean up')
    .argument('<name>')
    .option('--timeout <seconds>', 'how long the guest may take (default: 60)', seconds)
    .option('--force', 'do not ask the guest')
    .action(async (name: string, options: { timeout?: number; force?: true }) => {
      const { stop } = await import('./commands/stop.ts');
      await stop(globals(), name, options);
    });
  for (const [verb, description] of [
    ['pause', "freeze the guest's processors"],
    ['resume', 'let a frozen guest run'],
    ['cleanup', 'remove what a guest that ended by itself has left'],
  ] as const) {
    program
      .command(verb)
      .description(description)
      .argument('<name>')
      .action(async (name: string) => {
        const { changeInstance } = await import('./commands/change-instance.ts');
        await changeInstance(globals(), verb, name);
      });
  }
  program
    .command('list')
    .description('all instances')
    .action(async () => {
      const { list } = await import('./commands/list.ts');
      await list(globals());
    });
  program
    .command('info')
    .description('one instance, as its QEMU tells it')
    .argument('<name>')
    .action(async (name: string) => {
      const { info } = await import('./commands/info.ts');
      await info(globals(), name);
    });
  program
    .command('console')
    .description("the guest's serial port on this terminal; Ctrl-] leaves")
    .argument('<name>')
    .action(async (name: string) => {
      const { openTerminal } = await import('./commands/console.ts');
      await openTerminal(globals(), name);
    });
  program
    .command('argv')
    .description('print the exact command that a start would run; starts no guest')
    .argument('<spec.json>')
    .action(async (file: string) => {
      const { argv } = await import('./commands/argv.ts');
      await argv(globals(), file);
    });
  program
    .command('check')
    .description('say whether a specification can be started here')
    .argument('<spec.json>')
    .action(async (file: string) => {
      const { check } = await import('./commands/check.ts');
      await check(globals(), file);
    });
  program
    .command('verify')
    .description('say whether guests can run on this host, and how well')
    .option('--kvm-path <file>', 'the QEMU to ask (default: /usr/bin/kvm)')
    .action(async (options: { kvmPath?: string }) => {
      const { verifyHost } = await import('./commands/verify.ts');
      await verifyHost(globals(), options);
    });
  program
    .command('node-info')
    .description("this host's memory, processors and QEMU")
    .option('--kvm-path <file>', 'the QEMU to ask (default: /usr/bin/kvm)')
    .action(async (options: { kvmPath?: string }) => {
      const { nodeInfo } = await import('./commands/node-info.ts');
      await nodeInfo(globals(), options);
    });
  return program;
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value >= 0) || text.trim() === '') throw new InvalidArgumentError('a number of seconds is wanted.');
  return value;
}

// Not by commander's own version(), which would have the manifest read by every command.
function printVersion(): never {
  const manifest: unknown = process.getBuiltinModule('node:module').createRequire(import.meta.url)(
    '../package.json',
  );
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  process.stdout.write(`${known ? String(manifest.version) : 'unknown'}\n`);
  throw new CommanderError(0, 'commander.version', '');
}
