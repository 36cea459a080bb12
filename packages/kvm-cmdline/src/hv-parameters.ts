/** One hypervisor parameter of Ganeti's KVM hypervisor, as data. */
export interface HvParameter {
  /** Ganeti's type. */
  readonly type: 'bool' | 'int' | 'string' | 'maybe-string';
  /** Ganeti's default (`HVC_DEFAULTS` of Ganeti 3.1). */
  readonly default: boolean | number | string;
  /** May be neither null nor the empty string, which both mean "not specified". */
  readonly required?: true;
  /** The only values there are. */
  readonly valid?: readonly (string | number)[];
  /** Bounds of an `int`, inclusive. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** What a text must look like. */
  readonly syntax?: 'path' | 'path-or-url' | 'cpu-mask';
  /** What it must name on the host that runs the guest; a URL is not looked up there. */
  readonly host?: 'file' | 'file-or-url' | 'directory';
  /**
   * What has to be done on the host besides running the command line, where the value is neither the default nor
   * empty. Absent: nothing.
   */
  readonly work?: HostWork;
}

/** What may have to be done on a host for a guest, before, beside or after running its command line. */
export type HostWork =
  /** Taps opened, connected, and handed to QEMU. */
  | 'taps'
  /** A password given to QEMU over QMP. */
  | 'display-password'
  | 'spice-certificates'
  /** A user for QEMU to change to, of a pool or by name, and its files made fit for it. */
  | 'user'
  | 'chroot'
  /** Threads pinned to processors. */
  | 'cpu-pinning'
  /** Memory taken back once the guest has started. */
  | 'ballooning'
  /** Huge pages that are there. */
  | 'memory-path'
  | 'migration'
  /** A shutdown from within told from a crash. */
  | 'guest-shutdown';

/** Every hypervisor parameter by its own name, in the order in which Ganeti checks them. */
export const hvParameters = {
  kvm_path: { type: 'string', default: '/usr/bin/kvm', required: true, syntax: 'path', host: 'file' },
  kernel_path: { type: 'string', default: '/boot/vmlinuz-3-kvmU', syntax: 'path', host: 'file' },
  initrd_path: { type: 'string', default: '', syntax: 'path', host: 'file' },
  root_path: { type: 'maybe-string', default: '/dev/vda1' },
  kernel_args: { type: 'string', default: 'ro' },
  acpi: { type: 'bool', default: true },
  serial_console: { type: 'bool', default: true },
  serial_speed: { type: 'int', default: 38_400 },
  vnc_bind_address: { type: 'string', default: '' },
  vnc_tls: { type: 'bool', default: false },
  vnc_x509_path: { type: 'string', default: '', syntax: 'path', host: 'directory' },
  vnc_x509_verify: { type: 'bool', default: false },
  vnc_password_file: { type: 'string', default: '', syntax: 'path', host: 'file', work: 'display-password' },
  spice_bind: { type: 'string', default: '' },
  spice_ip_version: { type: 'int', default: 0, valid: [0, 4, 6] },
  spice_password_file: {
    type: 'string',
    default: '',
    syntax: 'path',
    host: 'file',
    work: 'display-password',
  },
  spice_image_compression: {
    type: 'string',
    default: '',
    valid: ['auto_glz', 'auto_lz', 'glz', 'lz', 'off', 'quic'],
  },
  spice_jpeg_wan_compression: {
    type: 'string',
    default: '',
    valid: ['always', 'auto', 'never'],
  },
  spice_zlib_glz_wan_compression: {
    type: 'string',
    default: '',
    valid: ['always', 'auto', 'never'],
  },
  spice_streaming_video: { type: 'string', default: '', valid: ['all', 'filter', 'off'] },
  spice_playback_compression: { type: 'bool', default: true },
  spice_use_tls: { type: 'bool', default: false, work: 'spice-certificates' },
  spice_tls_ciphers: { type: 'string', default: 'HIGH:-DES:-3DES:-EXPORT:-DH' },
  spice_use_vdagent: { type: 'bool', default: true },
  floppy_image_path: { type: 'string', default: '', syntax: 'path', host: 'file' },
  cdrom_image_path: {
    type: 'string',
    default: '',
    syntax: 'path-or-url',
    host: 'file-or-url',
  },
  cdrom2_image_path: {
    type: 'string',
    default: '',
    syntax: 'path-or-url',
    host: 'file-or-url',
  },
  boot_order: {
    type: 'string',
    default: 'disk',
    required: true,
    valid: ['cdrom', 'disk', 'floppy', 'network'],
  },
  nic_type: {
    type: 'string',
    default: 'paravirtual',
    required: true,
    valid: [
      'e1000',
      'i82551',
      'i82557b',
      'i82559er',
      'ne2k_isa',
      'ne2k_pci',
      'paravirtual',
      'pcnet',
      'rtl8139',
    ],
  },
  disk_type: {
    type: 'string',
    default: 'paravirtual',
    required: true,
    valid: [
      'ide',
      'mtd',
      'paravirtual',
      'pflash',
      'scsi',
      'scsi-block',
      'scsi-cd',
      'scsi-generic',
      'scsi-hd',
      'sd',
    ],
  },
  scsi_controller_type: {
    type: 'string',
    default: 'lsi',
    required: true,
    valid: ['lsi', 'megasas', 'virtio-scsi-pci'],
  },
  disk_discard: { type: 'string', default: 'ignore', valid: ['ignore', 'unmap'] },
  cdrom_disk_type: {
    type: 'string',
    default: '',
    valid: [
      'ide',
      'mtd',
      'paravirtual',
      'pflash',
      'scsi',
      'scsi-block',
      'scsi-cd',
      'scsi-generic',
      'scsi-hd',
      'sd',
    ],
  },
  usb_mouse: { type: 'string', default: '', valid: ['mouse', 'tablet'] },
  keymap: { type: 'string', default: '' },
  migration_port: {
    type: 'int',
    default: 8102,
    required: true,
    minimum: 1,
    maximum: 65_534,
    work: 'migration',
  },
  migration_bandwidth: { type: 'int', default: 32, required: true, minimum: 0, work: 'migration' },
  migration_downtime: { type: 'int', default: 30, required: true, minimum: 0, work: 'migration' },
  migration_mode: {
    type: 'string',
    default: 'live',
    required: true,
    valid: ['live', 'non-live'],
    work: 'migration',
  },
  use_guest_agent: { type: 'bool', default: false },
  use_localtime: { type: 'bool', default: false },
  disk_cache: {
    type: 'string',
    default: 'default',
    required: true,
    valid: ['default', 'none', 'writeback', 'writethrough'],
  },
  disk_aio: { type: 'string', default: 'threads', valid: ['io_uring', 'native', 'threads'] },
  security_model: {
    type: 'string',
    default: 'none',
    required: true,
    valid: ['none', 'pool', 'user'],
    work: 'user',
  },
  security_domain: { type: 'string', default: '', work: 'user' },
  kvm_flag: { type: 'string', default: '', valid: ['disabled', 'enabled'] },
  vhost_net: { type: 'bool', default: true },
  virtio_net_queues: { type: 'int', default: 1, minimum: 1, maximum: 8 },
  use_chroot: { type: 'bool', default: false, work: 'chroot' },
  user_shutdown: { type: 'bool', default: false, work: 'guest-shutdown' },
  mem_path: { type: 'string', default: '', syntax: 'path', host: 'directory', work: 'memory-path' },
  reboot_behavior: { type: 'string', default: 'reboot', required: true, valid: ['reboot', 'exit'] },
  cpu_mask: { type: 'string', default: 'all', syntax: 'cpu-mask', work: 'cpu-pinning' },
  cpu_type: { type: 'string', default: '' },
  cpu_cores: { type: 'int', default: 0, minimum: 0 },
  cpu_threads: { type: 'int', default: 0, minimum: 0 },
  cpu_sockets: { type: 'int', default: 0, minimum: 0 },
  soundhw: { type: 'string', default: '' },
  usb_devices: { type: 'string', default: '' },
  vga: { type: 'string', default: '' },
  kvm_extra: { type: 'string', default: '' },
  machine_version: { type: 'string', default: '' },
  migration_caps: { type: 'string', default: '', work: 'migration' },
  kvm_pci_reservations: { type: 'int', default: 12, minimum: 0, maximum: 32 },
  vnet_hdr: { type: 'bool', default: true },
} as const;

hvParameters satisfies Record<string, HvParameter>;

export type HvParameterName = keyof typeof hvParameters;

type ValueOf<P> = P extends { type: 'bool' }
  ? boolean
  : P extends { valid: readonly (infer V)[]; default: infer D }
    ? V | (D extends '' ? '' : never)
    : P extends { type: 'int' }
      ? number
      : P extends { type: 'maybe-string' }
        ? string | null
        : string;

/** A value for every hypervisor parameter, under Ganeti's own names. */
export type HvParams = { readonly [Name in HvParameterName]: ValueOf<(typeof hvParameters)[Name]> };

/** Ganeti's defaults (`HVC_DEFAULTS` of Ganeti 3.1) for every parameter. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets the names that the table gives
export const defaultHvParams: HvParams = Object.fromEntries(
  Object.entries(hvParameters).map(([name, parameter]) => [name, parameter.default]),
) as unknown as HvParams;
