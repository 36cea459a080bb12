import type { QmpArguments } from '../client.ts';
import { QmpCommandError, type QmpConnectionError, QmpTimeoutError } from '../errors.ts';
import { parseFailure } from '../session/reply.ts';
import { redact } from '../trace/redact.ts';
import type { QmpAddress } from '../transport/address.ts';
import { Deadline } from '../waiting/deadline.ts';
import { Once } from '../waiting/once.ts';
import { Turns } from '../waiting/turns.ts';
import type { WaitOptions } from '../waiting/wait.ts';
import type { ByteWireEnd } from '../wire/byte-wire.ts';
import { connectionOver } from '../wire/connection-over.ts';
import { renderJson } from '../wire/json.ts';
import type { AgentAnswer, AgentLink } from './agent-link.ts';
import type {
  GuestAgent,
  GuestAgentEnd,
  QgaParameters,
  QgaResult,
  WithoutReplyOptions,
  WithoutReplyOutcome,
} from './guest-agent.ts';
import type { QgaCommandName, QgaSilentCommands } from './qga-commands.ts';

const silentCommands: Readonly<Record<keyof QgaSilentCommands, true>> = {
  'guest-shutdown': true,
  'guest-suspend-disk': true,
  'guest-suspend-ram': true,
  'guest-suspend-hybrid': true,
};

/** Shutdown and suspend start a helper program in the guest and report its failure: seconds in a slow guest. */
const defaultQuietMs = 2000;

/** The client over a link to an agent: queues commands, names them in errors. */
export class AgentSession implements GuestAgent {
  readonly address: QmpAddress;
  readonly closed: Promise<GuestAgentEnd>;
  readonly #link: AgentLink;
  readonly #label: string;
  readonly #commandTimeoutMs: number;
  readonly #turns = new Turns();
  /** The commands that wait for an answer, or for their turn, oldest first. */
  readonly #pending = new Set<{ readonly command: string }>();
  /** What the agent does now, or did last. */
  #latest = 'nothing of ours';
  #enabled: { readonly synchronisation: number; readonly names: Once<ReadonlySet<string>> } | undefined;

  constructor(
    link: AgentLink,
    facts: { readonly address: QmpAddress; readonly label: string; readonly commandTimeoutMs: number },
  ) {
    this.#link = link;
    this.address = facts.address;
    this.#label = facts.label;
    this.#commandTimeoutMs = facts.commandTimeoutMs;
    this.closed = link.closed.then((end) => {
      if (end.by === 'us') return end;
      const consequence = 'nothing more can be asked';
      return { by: 'peer', error: connectionOver(end, { address: this.#label, consequence }) };
    });
  }

  /** The first synchronisation. */
  async greet(deadline: Deadline): Promise<void> {
    deadline.explain = (timeoutMs) =>
      new QmpTimeoutError(
        `no guest agent answered on ${this.#label} (the guest may have none running, or not yet)`,
        { timeoutMs },
      );
    const describeEnd = (end: ByteWireEnd): Error => this.#endError(end, 'no guest agent has answered');
    await this.#link.ask({ text: undefined, describeEnd }, deadline);
  }

  async execute<const Name extends QgaCommandName | (string & {})>(
    name: Name,
    ...rest: QgaParameters<Name>
  ): Promise<QgaResult<Name>> {
    // Every form of the parameters is one of these two; the answers' types are checked against a real agent by a test.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all of QgaCommands' arguments are objects
    const [args, options] = rest as readonly [args?: QmpArguments, options?: WaitOptions];
    if (Object.hasOwn(silentCommands, name)) {
      throw new TypeError(`${name} answers nothing when it succeeds: use executeWithoutReply`);
    }
    const answer = await this.#perform(name, args, options);
    const value = typeof answer === 'object' ? answer['return'] : undefined;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the agent is taken at its word, see above
    return value as QgaResult<Name>;
  }

  async executeWithoutReply<const Name extends keyof QgaSilentCommands | (string & {})>(
    name: Name,
    args?: Name extends keyof QgaSilentCommands ? QgaSilentCommands[Name]['arguments'] : QmpArguments,
    options?: WithoutReplyOptions,
  ): Promise<WithoutReplyOutcome> {
    const answer = await this.#perform(name, args, options, options?.quietMs ?? defaultQuietMs);
    return answer === 'ended' ? 'ended' : 'silent';
  }

  async supports(command: string): Promise<boolean> {
    const synchronisation = this.#link.synchronisations;
    if (this.#enabled?.synchronisation !== synchronisation) {
      this.#enabled = { synchronisation, names: new Once(async () => await this.#askForCommands()) };
    }
    return (await this.#enabled.names.read()).has(command);
  }

  async close(): Promise<void> {
    this.#link.close();
    await this.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #perform(
    command: string,
    args: QmpArguments | undefined,
    options: WaitOptions | undefined,
    quietMs?: number,
  ): Promise<AgentAnswer> {
    options?.signal?.throwIfAborted();
    const text = renderCommand(command, args);
    const limits = { signal: options?.signal, timeoutMs: options?.timeoutMs ?? this.#commandTimeoutMs };
    using deadline = new Deadline(limits, (timeoutMs) => {
      const missing = `${command} was not sent: the guest agent was still busy with ${this.#latest}`;
      return new QmpTimeoutError(missing, { command, wasSent: false, timeoutMs });
    });
    const entry = { command };
    this.#pending.add(entry);
    try {
      using _ = await this.#turns.take(deadline.signal);
      const answer = await this.#exchange(command, text, deadline, quietMs);
      const failure = typeof answer === 'object' ? parseFailure(answer) : undefined;
      if (failure === undefined) return answer;
      const facts = { command, ...failure, arguments: redact(args), refusedBy: 'the guest agent' };
      throw new QmpCommandError(facts);
    } finally {
      this.#pending.delete(entry);
      // A frozen agent has most of its commands disabled.
      if (command.startsWith('guest-fsfreeze-')) this.#enabled = undefined;
    }
  }

  async #exchange(
    command: string,
    text: string,
    deadline: Deadline,
    quietMs: number | undefined,
  ): Promise<AgentAnswer> {
    // Harmless when nothing is frozen, and nothing is worse than a guest that stays so.
    const eager = command === 'guest-fsfreeze-thaw';
    deadline.explain = (timeoutMs) => {
      const agent = `the guest agent (busy with ${this.#latest}, or no longer running)`;
      const fate = eager ? 'was sent but not confirmed' : 'was not sent';
      const missing = `${command} ${fate}: ${agent} did not answer guest-sync-delimited`;
      return new QmpTimeoutError(missing, { command, wasSent: eager, timeoutMs });
    };
    const onSent = (): void => {
      this.#latest = command;
      deadline.explain = (timeoutMs) =>
        new QmpTimeoutError(`no answer from the guest agent to ${command}`, { command, timeoutMs });
    };
    const describeEnd = (end: ByteWireEnd): Error => this.#endError(end, `${command} got no answer`);
    return await this.#link.ask({ text, eager, quietMs, onSent, describeEnd }, deadline);
  }

  async #askForCommands(): Promise<ReadonlySet<string>> {
    const { supported_commands: commands } = await this.execute('guest-info');
    return new Set(commands.filter(({ enabled }) => enabled).map(({ name }) => name));
  }

  #endError(end: ByteWireEnd, consequence: string): QmpConnectionError {
    const pendingCommands = [...this.#pending].map(({ command }) => command);
    return connectionOver(end, { address: this.#label, consequence, pendingCommands });
  }
}

function renderCommand(command: string, args: QmpArguments | undefined): string {
  const renderedArguments = args === undefined ? '' : `,"arguments":${renderJson(args)}`;
  return `{"execute":${JSON.stringify(command)}${renderedArguments}}\n`;
}
