import type {
  ExecuteOptions,
  ExecuteParameters,
  QmpArguments,
  QmpClient,
  QmpEnd,
  QmpResult,
} from '../client.ts';
import type { QmpCommandName } from '../commands.ts';
import { QmpConnectionError, QmpProtocolError, QmpTimeoutError } from '../errors.ts';
import { EventHub } from '../events/event-hub.ts';
import type { QmpEvent, QmpEventName } from '../events/events.ts';
import type { QmpGreeting } from './greeting.ts';
import { renderJson } from '../wire/json.ts';
import type { MessageWire, WireEnd, WireMessage } from '../wire/message-wire.ts';
import { Once } from '../waiting/once.ts';
import { PendingCommands } from './pending-commands.ts';
import { parseFailure } from './reply.ts';
import { QmpSchema } from '../schema/schema.ts';
import type { QmpSubscription } from '../events/subscription.ts';
import { armWait } from '../waiting/wait.ts';

/** The client over a wire that is already negotiated. */
export class QmpSession implements QmpClient {
  readonly greeting: QmpGreeting;
  readonly closed: Promise<QmpEnd>;
  readonly #wire: MessageWire;
  readonly #address: string;
  readonly #pending = new PendingCommands();
  readonly #events: EventHub;
  readonly #commandNames: Once<ReadonlySet<string>> = new Once(async () => {
    const commands = await this.execute('query-commands');
    return new Set(commands.map(({ name }) => name));
  });
  readonly #schema: Once<QmpSchema> = new Once(
    async () => new QmpSchema(await this.execute('query-qmp-schema')),
  );
  #end: WireEnd | undefined;

  constructor(
    wire: MessageWire,
    facts: { readonly address: string; readonly greeting: QmpGreeting; readonly maxQueuedEvents: number },
  ) {
    this.#wire = wire;
    this.#address = facts.address;
    this.greeting = facts.greeting;
    this.#events = new EventHub(facts.maxQueuedEvents);
    this.closed = wire.closed.then((end) => this.#explainEnd(end));
    wire.attach({
      onMessage: (message) => this.#receive(message),
      onEnd: (end) => this.#finish(end),
    });
  }

  async execute<const Name extends QmpCommandName | (string & {})>(
    name: Name,
    ...rest: ExecuteParameters<Name>
  ): Promise<QmpResult<Name>> {
    // Every form of the parameters is one of these two; the answers' types are checked against QEMU's schema by a test.
    const [args, options] = rest as readonly [args?: QmpArguments, options?: ExecuteOptions];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- QEMU is taken at its word, see above
    return (await this.#send(name, args, options)) as QmpResult<Name>;
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

  async #send(
    command: string,
    args: QmpArguments | undefined,
    options: ExecuteOptions | undefined,
  ): Promise<unknown> {
    options?.signal?.throwIfAborted();
    if (this.#end !== undefined) throw this.#endError(this.#end, `${command} was not sent`);
    const renderedArguments = args === undefined ? '' : `,"arguments":${renderJson(args)}`;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const disarm = armWait(
      options,
      (timeoutMs) => new QmpTimeoutError(`no answer to ${command}`, { command, timeoutMs }),
      (reason) => {
        this.#pending.abandon(id);
        reject(reason);
      },
    );
    const id = this.#pending.add(command, { resolve, reject });
    this.#wire.send(`{"execute":${JSON.stringify(command)}${renderedArguments},"id":${id}}`);
    try {
      return await promise;
    } finally {
      disarm();
    }
  }

  #receive(message: WireMessage): void {
    if ('event' in message) this.#events.publish(message);
    else if ('id' in message) this.#pending.settle(message);
    else this.#checkUnaddressed(message);
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
    this.#pending.rejectAll((command, pendingCommands) =>
      this.#endError(end, `${command} got no answer`, pendingCommands),
    );
    this.#events.end({ cleanly: end.by === 'us', error: this.#endError(end, 'no more events come') });
  }

  #explainEnd(end: WireEnd): QmpEnd {
    if (end.by === 'us') return end;
    if (end.by === 'protocol') return end;
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
    const address = this.#address;
    return new QmpConnectionError(`the connection to ${address} is over, ${what}`, {
      reason: 'closed',
      address,
      pendingCommands,
      cause,
    });
  }
}
