import type { QmpArguments } from '../client.ts';
import { commandChannel, type QmpCommandTrace } from '../trace/channels.ts';
import { renderJson } from '../wire/json.ts';

/** What a command is made of. */
export interface CommandFacts {
  readonly name: string;
  readonly args: QmpArguments | undefined;
  readonly oob: boolean;
  readonly fds: readonly number[];
  readonly address: string;
}

/** Who waits for a command. */
export interface Settle {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One command, from the call of `execute` until it is answered or its caller has gone. */
export class Command {
  readonly name: string;
  readonly args: QmpArguments | undefined;
  readonly oob: boolean;
  readonly fds: readonly number[];
  /** Ends the wait by signal and time; set once the command is under way. */
  disarm: (() => void) | undefined;
  readonly #address: string;
  /** Rendered when the command is made: what its caller changes afterwards is not sent. */
  readonly #head: string;
  #settle: Settle | undefined;
  #id: number | undefined;
  readonly #madeAtMs: number;
  #sentAtMs = 0;

  /** @throws TypeError for arguments that JSON can not express. */
  constructor(facts: CommandFacts, settle: Settle) {
    this.name = facts.name;
    this.args = facts.args;
    this.oob = facts.oob;
    this.fds = facts.fds;
    this.#address = facts.address;
    this.#settle = settle;
    const verb = facts.oob ? 'exec-oob' : 'execute';
    this.#head = `{"${verb}":${JSON.stringify(facts.name)}${renderArguments(facts.args)}`;
    this.#madeAtMs = commandChannel.hasSubscribers ? performance.now() : 0;
  }

  /** Whether someone still waits for it. */
  get isAwaited(): boolean {
    return this.#settle !== undefined;
  }

  get wasSent(): boolean {
    return this.#id !== undefined;
  }

  /** The text to send under this id. */
  render(id: number): string {
    this.#id = id;
    if (this.#madeAtMs !== 0) this.#sentAtMs = performance.now();
    return `${this.#head},"id":${id}}`;
  }

  resolve(value: unknown): void {
    const settle = this.#end('answered');
    settle?.resolve(value);
  }

  reject(error: unknown, outcome: Exclude<QmpCommandTrace['outcome'], 'answered'>): void {
    const settle = this.#end(outcome);
    settle?.reject(error);
  }

  #end(outcome: QmpCommandTrace['outcome']): Settle | undefined {
    const settle = this.#settle;
    if (settle === undefined) return undefined;
    this.#settle = undefined;
    this.disarm?.();
    if (this.#madeAtMs !== 0) this.#publish(outcome);
    return settle;
  }

  #publish(outcome: QmpCommandTrace['outcome']): void {
    const nowMs = performance.now();
    const sentAtMs = this.wasSent ? this.#sentAtMs : nowMs;
    const trace: QmpCommandTrace = {
      address: this.#address,
      command: this.name,
      id: this.#id,
      oob: this.oob,
      queueMs: sentAtMs - this.#madeAtMs,
      wireMs: nowMs - sentAtMs,
      outcome,
    };
    commandChannel.publish(trace);
  }
}

/** None at all where there are none: QEMU reads its input byte by byte. */
function renderArguments(args: QmpArguments | undefined): string {
  const text = args === undefined ? '{}' : renderJson(args);
  return text === '{}' ? '' : `,"arguments":${text}`;
}
