import type { HvParams } from '../hv-parameters.ts';

/** The four parts of a runtime file of Ganeti 3. */
export interface GanetiLists {
  /** `kvm_cmd`: the binary, then what is alike on all hosts and what is each host's own; no NICs, no disks. */
  readonly command: readonly (string | number)[];
  readonly nics: readonly GanetiFields[];
  readonly hvparams: GanetiFields;
  readonly disks: readonly GanetiDiskEntry[];
}

/** The fields of something, under Ganeti's names. */
export interface GanetiFields {
  readonly [field: string]: unknown;
}

export interface GanetiDiskEntry {
  readonly disk: GanetiFields;
  readonly link: string | null;
  readonly uri: string | null;
}

/** What is known of an instance beside the file. */
export interface KnownOfInstance {
  /** For a QEMU that was given none; `-uuid` is newer than Ganeti. */
  readonly uuid?: string | undefined;
  /** For parameters that the Ganeti which wrote the file did not know yet. Default: Ganeti's own defaults. */
  readonly hvparams?: Partial<HvParams> | undefined;
}
