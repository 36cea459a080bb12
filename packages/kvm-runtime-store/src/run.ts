// What a run of a guest takes and leaves, beside its record.
export { lockFile } from './file-lock.ts';
export { makeChroot } from './chroot-folder.ts';
export { isMarkedShutdown, markShutdown } from './shutdown-marker.ts';
export { readTapFiles, removeTapFile, removeTapFiles, writeTapFile } from './tap-files.ts';
export { readUidFile, writeUidFile } from './uid-file.ts';
export { openUidPoolOn } from './uid-pool.ts';
export { parseUidPool } from './uid-ranges.ts';
export { pidsRunningAs } from './process-users.ts';
export { openIntents } from './journal-entries.ts';
export { decodeRecord, encodeRecord } from './runtime-record.ts';
