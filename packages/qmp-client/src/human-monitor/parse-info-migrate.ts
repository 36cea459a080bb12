/** Where a migration stands (qapi/migration.json MigrationStatus); open, as QEMU adds to it: take others as going on. */
export type MigrationStatus =
  | 'none'
  | 'setup'
  | 'active'
  | 'pre-switchover'
  | 'device'
  | 'postcopy-active'
  | 'postcopy-paused'
  | 'postcopy-recover'
  | 'completed'
  | 'cancelling'
  | 'cancelled'
  | 'failed'
  | (string & {});

/** What `info migrate` tells. */
export interface MigrationReport {
  readonly status: MigrationStatus;
  /** Why it failed, in QEMU's words. */
  readonly error: string | undefined;
  /** Undefined before there is something to count, and after a failure or a cancellation. */
  readonly ram: MigrationRam | undefined;
}

/** The guest's memory on its way, in bytes; QEMU prints whole KiB, and from 10.1 on no more than three digits. */
export interface MigrationRam {
  readonly transferredBytes: number;
  readonly remainingBytes: number;
  readonly totalBytes: number;
}

/** Reads the answer to `info migrate`, of any QEMU; undefined where there has been no migration. */
export function parseInfoMigrate(text: string): MigrationReport | undefined {
  // "Migration status:" up to QEMU 10.0, "Status:" from 10.1 on.
  const [, status, error] = /^(?:migration\s+)?status:\s+([\w-]+)(?:\s+\((.*)\))?\s*$/im.exec(text) ?? [];
  if (status === undefined) return undefined;
  return { status: status.toLowerCase(), error, ram: parseRam(text) };
}

function parseRam(text: string): MigrationRam | undefined {
  const transferredBytes = parseSize(text, /\btransferred(?: ram:\s+|=)([\d.e+]+) (\w+)/i);
  const remainingBytes = parseSize(text, /\bremain(?:ing ram:\s+|=)([\d.e+]+) (\w+)/i);
  const totalBytes = parseSize(text, /\btotal(?: ram:\s+|=)([\d.e+]+) (\w+)/i);
  if (transferredBytes === undefined || remainingBytes === undefined || totalBytes === undefined) {
    return undefined;
  }
  return { transferredBytes, remainingBytes, totalBytes };
}

/** A "kbyte" of QEMU's has 1024 bytes. */
const bytesOfUnit: Readonly<Record<string, number>> = {
  b: 1,
  kbytes: 2 ** 10,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
  pib: 2 ** 50,
  eib: 2 ** 60,
};

function parseSize(text: string, pattern: RegExp): number | undefined {
  const [, digits, unit] = pattern.exec(text) ?? [];
  const unitBytes = bytesOfUnit[unit?.toLowerCase() ?? ''];
  return unitBytes === undefined ? undefined : Math.round(Number(digits) * unitBytes);
}
