import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type MigrationPeer, migrate, type MigrateOptions, type MigrationHandle } from '../../src/index.ts';
import { MemoryJournal } from './memory-journal.ts';
import { TinyGuest } from './tiny-guest.ts';

/** A QEMU that runs the tiny guest and one that waits for it, each with a journal; watched for both running at once. */
export class Pair implements AsyncDisposable {
  readonly source: TinyGuest;
  readonly target: TinyGuest;
  readonly sourceJournal = new MemoryJournal('s');
  readonly targetJournal = new MemoryJournal('t');
  readonly folder: string;
  readonly #undo: AsyncDisposableStack;
  /** Set by the first moment in which both ran. */
  #doubled = false;

  private constructor(folder: string, source: TinyGuest, target: TinyGuest, undo: AsyncDisposableStack) {
    this.folder = folder;
    this.source = source;
    this.target = target;
    this.#undo = undo;
    const look = (): void => {
      if (source.isRunning && target.isRunning) this.#doubled = true;
    };
    source.onChange = look;
    target.onChange = look;
  }

  /** The guest counts, and dirties its memory if it shall. */
  static async start(
    from: string,
    to: string,
    options: {
      readonly machine?: string;
      readonly isBusy?: boolean;
      /** Of both. */ readonly args?: readonly string[];
    } = {},
  ): Promise<Pair> {
    const { machine = 'pc', isBusy = false, args = [] } = options;
    await using undo = new AsyncDisposableStack();
    const folder = await mkdtemp(join(tmpdir(), 'migration-'));
    undo.defer(async () => await rm(folder, { recursive: true, force: true }));
    const start = async (binary: string, name: string, all: readonly string[]): Promise<TinyGuest> =>
      undo.use(await TinyGuest.start({ binary, machine, folder, name, args: all }));
    const [source, target] = await Promise.all([
      start(from, 'source', args),
      start(to, 'target', ['-S', '-incoming', 'defer', ...args]),
    ]);
    await source.says('TINY');
    source.type(isBusy ? 'cd' : 'c');
    await source.says('0001');
    return new Pair(folder, source, target, undo.move());
  }

  get peers(): readonly [MigrationPeer, MigrationPeer] {
    return [
      { qmp: this.source.qmp, journal: this.sourceJournal },
      { qmp: this.target.qmp, journal: this.targetJournal },
    ];
  }

  migrate(options: Partial<MigrateOptions> = {}): MigrationHandle {
    return migrate(...this.peers, { route: { type: 'unix', path: join(this.folder, 'move') }, ...options });
  }

  /** Who runs the guest, by QEMU’s own events; throws if ever both did. */
  get runner(): 'source' | 'target' | 'nobody' {
    if (this.#doubled) throw new Error('both QEMUs ran the guest at once');
    if (this.source.isRunning) return 'source';
    return this.target.isRunning ? 'target' : 'nobody';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#undo.disposeAsync();
  }
}
