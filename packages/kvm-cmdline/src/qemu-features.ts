/** What a QEMU has that not every one has; each named after the option or parameter that it decides about. */
export interface QemuFeatures {
  /** `-qmp` */
  readonly qmp: boolean;
  /** `-machine` */
  readonly machine: boolean;
  /** `-enable-kvm` */
  readonly enableKvm: boolean;
  /** `-disable-kvm`, of the qemu-kvm fork before 1.3. */
  readonly disableKvm: boolean;
  /** `-display` */
  readonly display: boolean;
  /** `-uuid` */
  readonly uuid: boolean;
  /** `-netdev` */
  readonly netdev: boolean;
  /** `-spice`, and from 6.0 on the module behind it. */
  readonly spice: boolean;
  /** `-no-acpi`, before 9.0. */
  readonly noAcpi: boolean;
  /** `-soundhw`, before 7.1. */
  readonly soundhw: boolean;
  /** `-run-with` with both `chroot` and `user`, from 9.1. */
  readonly runWith: boolean;
  /** `-drive boot=on`, of the qemu-kvm fork before 0.15. */
  readonly bootFlag: boolean;
  /** `-blockdev auto-read-only` */
  readonly autoReadOnly: boolean;
  /** `-netdev tap,vhost` */
  readonly vhost: boolean;
  /** `-netdev tap,fds` */
  readonly multiqueue: boolean;
  /** `aio=io_uring`, from 5.0. */
  readonly ioUring: boolean;
}
