import type {
  ExecuteOptions,
  ExecuteParameters,
  QmpArguments,
  QmpClient,
  QmpEnd,
  QmpResult,
} from '../client.ts';
import type { QmpCommandName } from '../commands.ts';
import { QmpConnectionError, QmpProtocolError, QmpTimeoutError, QmpUnsupportedError } from '../errors.ts';
import { EventHub } from '../events/event-hub.ts';
import type { QmpEvent, QmpEventName } from '../events/events.ts';
import type { QmpSubscription } from '../events/subscription.ts';
import { QmpSchema } from '../schema/schema.ts';
import { Once } from '../waiting/once.ts';
import { armWait } from '../waiting/wait.ts';
import type { MessageWire, WireEnd } from '../wire/message-wire.ts';
import type { WireMessage } from '../wire/parse-message.ts';
import { Command, type Settle } from './command.ts';
import type { QmpGreeting } from './greeting.ts';
import { PendingCommands } from './pending-commands.ts';
import { parseFailure } from './reply.ts';
import { SendWindow } from './send-window.ts';

/** What a session is told about its connection. */
export interface SessionFacts {
  readonly greeting: QmpGreeting;
  /** Whether out-of-band execution was negotiated. */
  readonly oob: boolean;
  readonly maxQueuedEvents: number;
}

/** How many in-band commands may be under way beside OOB (monitor/qmp.c QMP_REQ_QUEUE_LEN_MAX). */
const inBandLimit = 8;

/** The client over a wire that is already negotiated. */
export class QmpSession implements QmpClient {
  readonly greeting: QmpGreeting;
  readonly oob: boolean;
  readonly closed: Promise<QmpEnd>;
  readonly #wire: MessageWire;
  readonly #pending = new PendingCommands();
  readonly #window: SendWindow;
  readonly #events: EventHub;
  readonly #commandNames: Once<ReadonlySet<string>> = new Once(async () => {
    const commands = await this.execute('query-commands');
    return new Set(commands.map(({ name }) => name));
  });
  readonly #schema: Once<QmpSchema> = new Once(
    async () => new QmpSchema(await this.execute('query-qmp-schema')),
  );
  #end: WireEnd | undefined;

  constructor(wire: MessageWire, facts: SessionFacts) {
    this.#wire = wire;
    this.greeting = facts.greeting;
    this.oob = facts.oob;
    this.#window = new SendWindow(facts.oob ? inBandLimit : Number.POSITIVE_INFINITY, (command) =>
      this.#transmit(command),
    );
    this.#events = new EventHub(wire.address, facts.maxQueuedEvents);
    this.closed = wire.closed.then((end) => this.#explainEnd(end));
    wire.attach({
      onMessage: (message) => this.#receive(message),
      onEnd: (end) => this.#finish(end),
    });
  }

  // Not async: one promise a command, not three, is a third of the time that it costs here.
  execute<const Name extends QmpCommandName | (string & {})>(
    name: Name,
    ...rest: ExecuteParameters<Name>
  ): Promise<QmpResult<Name>> {
    // Every form of the parameters is one of these two; the answers' types are checked against QEMU's schema by a test.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all arguments are objects
    const [args, options] = rest as readonly [args?: QmpArguments, options?: ExecuteOptions];
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#start(name, args, options, { resolve, reject });
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- QEMU is taken at its word, see above
    return answer as Promise<QmpResult<Name>>;
  }

  subscribe<const Name extends QmpEventName | (string & {}) = string>(
    names: readonly Name[] | '*',
    filter?: (event: QmpEvent<Name>) => boolean,
  ): QmpSubscription<QmpEvent<Name>> {
    if (this.#end !== undefined) throw this.#endError(this.#end, 'no events can come');
    return this.#events.subscribe(names, filter);
  }

  async supports(command: string): Promise<boolean> {
    return (await this.#commandNames.read()).has(command);
  }

  async schema(): Promise<QmpSchema> {
    return await this.#schema.read();
  }

  async close(): Promise<void> {
    this.#wire.close();
    await this.closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Whatever this throws rejects the command's promise. */
  #start(
    name: string,
    args: QmpArguments | undefined,
    options: ExecuteOptions | undefined,
    settle: Settle,
  ): void {
    options?.signal?.throwIfAborted();
    if (this.#end !== undefined) throw this.#endError(this.#end, `${name} was not sent`);
    const oob = options?.oob ?? false;
    if (oob && !this.oob) throw notNegotiated(name);
    const { address } = this.#wire;
    const command = new Command({ name, args, oob, fds: options?.fds ?? [], address }, settle);
    if (options !== undefined) {
      command.disarm = armWait(
        options,
        (timeoutMs) => timeoutError(command, timeoutMs),
        (reason) => {
          this.#window.withdraw(command);
          command.reject(reason, 'abandoned');
        },
      );
    }
    this.#window.admit(command);
  }

  #transmit(command: Command): void {
    const id = this.#pending.add(command);
    const text = command.render(id);
    if (command.fds.length === 0) {
      this.#wire.send(text);
    } else {
      this.#wire.sendWithFds(text, command.fds).catch((error: unknown) => {
        this.#pending.forget(id);
        command.reject(error, 'lost');
        this.#window.release(command);
      });
    }
  }

  #receive(message: WireMessage): void {
    if ('event' in message) {
      this.#events.publish(message);
    } else if ('id' in message) {
      const command = this.#pending.settle(message);
      if (command !== undefined) this.#window.release(command);
    } else {
      this.#checkUnaddressed(message);
    }
  }

  /**
   * An error without id is QEMU's word that it could not parse what we sent (monitor/qmp.c handle_qmp_command), so
   * some command will never be answered, and no one can tell which. Ending here is better than a promise that hangs.
   */
  #checkUnaddressed(message: WireMessage): void {
    const failure = parseFailure(message);
    if (failure === undefined) return;
    const error = new QmpProtocolError(`QEMU could not read a command: ${failure.desc}`, {
      excerpt: failure.desc,
    });
    this.#wire.close({ by: 'protocol', error });
  }

  #finish(end: WireEnd): void {
    this.#end = end;
    const commands = [...this.#pending.drain(), ...this.#window.drain()].filter(
      (command) => command.isAwaited,
    );
    const names = commands.map((command) => command.name);
    for (const command of commands) {
      const consequence = `${command.name} ${command.wasSent ? 'got no answer' : 'was not sent'}`;
      command.reject(this.#endError(end, consequence, names), 'lost');
    }
    this.#events.end({ cleanly: end.by === 'us', error: this.#endError(end, 'no more events come') });
  }

  #explainEnd(end: WireEnd): QmpEnd {
    if (end.by !== 'peer') return end;
    return { by: 'peer', error: this.#connectionError('the peer closed it', end.cause) };
  }

  #endError(end: WireEnd, consequence: string, pendingCommands: readonly string[] = []): Error {
    switch (end.by) {
      case 'us':
        return this.#connectionError(`${consequence}: this client closed it`, undefined, pendingCommands);
      case 'peer':
        return this.#connectionError(`${consequence}: the peer closed it`, end.cause, pendingCommands);
      case 'protocol':
        return end.error;
    }
  }

  #connectionError(
    what: string,
    cause: Error | undefined,
    pendingCommands: readonly string[] = [],
  ): QmpConnectionError {
    const { address, readRecentMessages } = this.#wire;
    return new QmpConnectionError(`the connection to ${address} is over, ${what}`, {
      reason: 'closed',
      address,
      cause,
      pendingCommands,
      readRecentMessages,
    });
  }
}

function timeoutError(command: Command, timeoutMs: number): QmpTimeoutError {
  const missing = command.wasSent ? `no answer to ${command.name}` : `${command.name} did not get its turn`;
  return new QmpTimeoutError(missing, { command: command.name, wasSent: command.wasSent, timeoutMs });
}

function notNegotiated(name: string): QmpUnsupportedError {
  return new QmpUnsupportedError(
    `${name} can not be executed out of band: connect with oob: true, where the greeting offers it`,
    { feature: 'oob' },
  );
}
