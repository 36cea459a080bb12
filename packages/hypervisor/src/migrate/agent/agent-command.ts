/** How an agent on another host is started. */
export interface AgentCommand {
  readonly argv: readonly [program: string, ...args: readonly string[]];
  /** For people. */
  readonly description: string;
  /** How QEMU may reach that host, if it says nothing itself. */
  readonly address: string | undefined;
}

/**
 * Reads where a guest is to go: `ssh://[USER@]HOST[:PORT][/ROOT]`, which runs `kvmkit agent` there, or
 * `command:COMMAND`, whose standard streams an agent has.
 * @throws {TypeError} saying what is allowed
 */
export function parseTarget(text: string): AgentCommand {
  if (text.startsWith('command:')) {
    const command = text.slice('command:'.length);
    return { argv: ['/bin/sh', '-c', command], description: command, address: undefined };
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'ssh:' || url.hostname === '' || url.password !== '' || url.search !== '')
    throw new TypeError(
      `target ${JSON.stringify(text)}, allowed: ssh://[USER@]HOST[:PORT][/ROOT] or command:COMMAND`,
    );
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // ssh would take a host that begins with a dash for an option.
  if (host.startsWith('-') || url.username.startsWith('-'))
    throw new TypeError(`target ${JSON.stringify(text)}: a host or user that begins with a dash`);
  const root = decodeURIComponent(url.pathname);
  const remote = ['kvmkit', ...(root === '' || root === '/' ? [] : ['--root', quoted(root)]), 'agent'];
  const user = url.username === '' ? [] : ['-l', decodeURIComponent(url.username)];
  const port = url.port === '' ? [] : ['-p', url.port];
  // No terminal, no questions: whoever may log in has a key or an agent of ssh's.
  const options = ['-T', '-o', 'BatchMode=yes', '-o', 'ServerAliveInterval=5', ...user, ...port];
  return { argv: ['ssh', ...options, '--', host, remote.join(' ')], description: text, address: host };
}

/** For the shell that ssh runs there. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
