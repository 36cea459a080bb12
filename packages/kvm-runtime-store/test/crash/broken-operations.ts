import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

import { isErrno, StorageError } from '../../src/errors.ts';
import { encodeRecord, type RuntimeRecord } from '../../src/runtime-record.ts';
import { openRuntimeStore } from '../../src/runtime-store.ts';
import type { Operation } from './operations.ts';

/** The steps of a durable write, to be left out or done in another order. */
interface Steps {
  readonly draft: string;
  readonly write: () => void;
  readonly syncFile: () => void;
  readonly rename: () => void;
  readonly syncDirectory: () => void;
  readonly removeRecord: () => void;
}

function writer(act: (steps: Steps) => void, draftName = () => '.web1.json.new'): Operation {
  return {
    on: 'old',
    after: 'new',
    perform: async (root, record) => act(stepsOf(root, record, draftName())),
  };
}

function stepsOf(root: string, record: RuntimeRecord, draftName: string): Steps {
  const path = openRuntimeStore({ root }).paths('web1').record;
  const draft = join(dirname(path), draftName);
  return {
    draft,
    write: () => writeFileSync(draft, encodeRecord({ record, revision: 'planted' })),
    syncFile: () => sync(draft),
    rename: () => renameSync(draft, path),
    syncDirectory: () => sync(dirname(path)),
    removeRecord: () => rmSync(path),
  };
}

function sync(path: string): void {
  const fd = openSync(path, 'r');
  fsyncSync(fd);
  closeSync(fd);
}

const lockFile = (root: string): string => join(root, 'lock/web1.pid');

/** A lock that is a file: it stays when its holder is killed. */
function lockByFile(root: string): () => void {
  mkdirSync(dirname(lockFile(root)), { recursive: true });
  closeSync(openSync(lockFile(root), 'wx'));
  return () => unlinkSync(lockFile(root));
}

/** A planted fault of each kind, each with what the harness has to say of it. */
export const brokenOperations: Readonly<Record<string, Operation & { readonly found: RegExp }>> = {
  'no fsync of the file': {
    found: /renamed before the fsync of its content/,
    ...writer(({ write, rename, syncDirectory }) => {
      write();
      rename();
      syncDirectory();
    }),
  },
  'no fsync of the directory': {
    found: /no fsync of its directory/,
    ...writer(({ write, syncFile, rename }) => {
      write();
      syncFile();
      rename();
    }),
  },
  'rename before the fsync': {
    found: /renamed before the fsync of its content/,
    ...writer(({ write, rename, syncDirectory, draft }) => {
      write();
      const fd = openSync(draft, 'r');
      rename();
      fsyncSync(fd);
      closeSync(fd);
      syncDirectory();
    }),
  },
  'write in place': {
    found: /RECORD_CORRUPT/,
    on: 'old',
    after: 'new',
    perform: async (root, record) => {
      const fd = openSync(openRuntimeStore({ root }).paths('web1').record, 'w');
      writeSync(fd, encodeRecord({ record, revision: 'planted' }));
      fsyncSync(fd);
      closeSync(fd);
    },
  },
  'removal before the rename': {
    found: /neither the old record nor the new one/,
    ...writer(({ write, syncFile, rename, syncDirectory, removeRecord }) => {
      write();
      syncFile();
      removeRecord();
      rename();
      syncDirectory();
    }),
  },
  'a draft that nobody clears away': {
    found: /left behind: .*web1\.json\.\d+/,
    ...writer(
      ({ write, syncFile, rename, syncDirectory }) => {
        write();
        syncFile();
        rename();
        syncDirectory();
      },
      () => `.web1.json.${Math.trunc(Math.random() * 1e9)}`,
    ),
  },
  'a draft that stays when the write fails': {
    found: /left behind at once: .*web1\.json\.new/,
    ...writer(({ write, syncFile, rename, syncDirectory, draft }) => {
      try {
        write();
        syncFile();
        rename();
      } catch (error) {
        throw isErrno(error) ? new StorageError('writing', draft, error, 'unchanged') : error;
      }
      syncDirectory();
    }),
  },
  'removal without an fsync': {
    found: /after unlink of .*no fsync of its directory/,
    on: 'old',
    after: 'nothing',
    perform: async (root) => unlinkSync(openRuntimeStore({ root }).paths('web1').record),
  },
  'an error that is swallowed': {
    found: /done, but/,
    ...writer(({ write, syncFile, rename, syncDirectory }) => {
      try {
        write();
        syncFile();
        rename();
        syncDirectory();
      } catch {
        // As if all were well.
      }
    }),
  },
  'a lock that outlives its holder': {
    found: /next: .*EEXIST/,
    on: 'old',
    after: 'old',
    perform: async (root) => lockByFile(root)(),
    next: async (root) => lockByFile(root)(),
  },
};
