/** One option of QEMU's command line and the setting it comes from. */
export interface Argument {
  /** `-machine` */
  readonly option: string;
  readonly value?: string;
  /** The setting that produced it, as a path of keys (`hvparams.boot_order`), or the part of kvmkit that needs it. */
  readonly origin: string;
}

export function argument(option: string, value: string | undefined, origin: string): Argument {
  return value === undefined ? { option, origin } : { option, value, origin };
}
