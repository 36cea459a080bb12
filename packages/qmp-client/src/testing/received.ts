import { QmpTimeoutError } from '../errors.ts';
import { armWait, type WaitOptions } from '../waiting/wait.ts';
import type { FakeRequest } from './request.ts';

interface Waiter {
  readonly wants: (request: FakeRequest) => boolean;
  readonly resolve: (request: FakeRequest) => void;
}

/** The commands that arrived, and those who wait for the next one. */
export class ReceivedCommands {
  readonly all: FakeRequest[] = [];
  readonly #unread: FakeRequest[] = [];
  readonly #waiters = new Set<Waiter>();

  add(request: FakeRequest): void {
    this.all.push(request);
    for (const waiter of this.#waiters) {
      if (!waiter.wants(request)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(request);
      return;
    }
    this.#unread.push(request);
  }

  /** The oldest command that was not given out yet; without a name any but the negotiation. */
  async next(name: string | undefined, options: WaitOptions | undefined): Promise<FakeRequest> {
    options?.signal?.throwIfAborted();
    const wants = (request: FakeRequest): boolean =>
      name === undefined ? request.command !== 'qmp_capabilities' : request.command === name;
    const at = this.#unread.findIndex(wants);
    const [found] = at < 0 ? [] : this.#unread.splice(at, 1);
    if (found !== undefined) return found;
    const { promise, resolve, reject } = Promise.withResolvers<FakeRequest>();
    const waiter: Waiter = { wants, resolve };
    const disarm = armWait(
      options,
      (timeoutMs) => new QmpTimeoutError(`the client did not send ${name ?? 'a command'}`, { timeoutMs }),
      (reason) => {
        this.#waiters.delete(waiter);
        reject(reason);
      },
    );
    this.#waiters.add(waiter);
    try {
      return await promise;
    } finally {
      disarm();
    }
  }
}
