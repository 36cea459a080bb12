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
   * The values that this version acts on when it starts a guest; `'default'`: only the default. Absent: all. What
   * nothing would act on is refused by a start rather than ignored; the checks of parameters do not look at it.
   */
  readonly applied?: 'default' | readonly (string | number)[];
}

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
  vnc_bind_address: { type: 'string', default: '', applied: 'default' },
  vnc_tls: { type: 'bool', default: false, applied: 'default' },
  vnc_x509_path: { type: 'string', default: '', syntax: 'path', host: 'directory', applied: 'default' },
  vnc_x509_verify: { type: 'bool', default: false, applied: 'default' },
  vnc_password_file: { type: 'string', default: '', syntax: 'path', host: 'file', applied: 'default' },
  spice_bind: { type: 'string', default: '', applied: 'default' },
  spice_ip_version: { type: 'int', default: 0, valid: [0, 4, 6], applied: 'default' },
  spice_password_file: { type: 'string', default: '', syntax: 'path', host: 'file', applied: 'default' },
  spice_image_compression: {
    type: 'string',
    default: '',
    valid: ['auto_glz', 'auto_lz', 'glz', 'lz', 'off', 'quic'],
    applied: 'default',
  },
  spice_jpeg_wan_compression: {
    type: 'string',
    default: '',
    valid: ['always', 'auto', 'never'],
    applied: 'default',
  },
  spice_zlib_glz_wan_compression: {
    type: 'string',
    default: '',
    valid: ['always', 'auto', 'never'],
    applied: 'default',
  },
  spice_streaming_video: { type: 'string', default: '', valid: ['all', 'filter', 'off'], applied: 'default' },
  spice_playback_compression: { type: 'bool', default: true, applied: 'default' },
  spice_use_tls: { type: 'bool', default: false, applied: 'default' },
  spice_tls_ciphers: { type: 'string', default: 'HIGH:-DES:-3DES:-EXPORT:-DH', applied: 'default' },
  spice_use_vdagent: { type: 'bool', default: true, applied: 'default' },
  floppy_image_path: { type: 'string', default: '', syntax: 'path', host: 'file', applied: 'default' },
  cdrom_image_path: {
    type: 'string',
    default: '',
    syntax: 'path-or-url',
    host: 'file-or-url',
    applied: 'default',
  },
  cdrom2_image_path: {
    type: 'string',
    default: '',
    syntax: 'path-or-url',
    host: 'file-or-url',
    applied: 'default',
  },
  boot_order: {
    type: 'string',
    default: 'disk',
    required: true,
    valid: ['cdrom', 'disk', 'floppy', 'network'],
    applied: ['disk'],
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
    applied: 'default',
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
    applied: ['paravirtual', 'ide'],
  },
  scsi_controller_type: {
    type: 'string',
    default: 'lsi',
    required: true,
    valid: ['lsi', 'megasas', 'virtio-scsi-pci'],
    applied: 'default',
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
    applied: 'default',
  },
  usb_mouse: { type: 'string', default: '', valid: ['mouse', 'tablet'], applied: 'default' },
  keymap: { type: 'string', default: '', applied: 'default' },
  migration_port: {
    type: 'int',
    default: 8102,
    required: true,
    minimum: 1,
    maximum: 65_534,
    applied: 'default',
  },
  migration_bandwidth: { type: 'int', default: 32, required: true, minimum: 0, applied: 'default' },
  migration_downtime: { type: 'int', default: 30, required: true, minimum: 0, applied: 'default' },
  migration_mode: {
    type: 'string',
    default: 'live',
    required: true,
    valid: ['live', 'non-live'],
    applied: 'default',
  },
  use_guest_agent: { type: 'bool', default: false, applied: 'default' },
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
    applied: 'default',
  },
  security_domain: { type: 'string', default: '', applied: 'default' },
  kvm_flag: { type: 'string', default: '', valid: ['disabled', 'enabled'] },
  vhost_net: { type: 'bool', default: true, applied: 'default' },
  virtio_net_queues: { type: 'int', default: 1, minimum: 1, maximum: 8, applied: 'default' },
  use_chroot: { type: 'bool', default: false, applied: 'default' },
  user_shutdown: { type: 'bool', default: false, applied: 'default' },
  mem_path: { type: 'string', default: '', syntax: 'path', host: 'directory', applied: 'default' },
  reboot_behavior: { type: 'string', default: 'reboot', required: true, valid: ['reboot', 'exit'] },
  cpu_mask: { type: 'string', default: 'all', syntax: 'cpu-mask', applied: 'default' },
  cpu_type: { type: 'string', default: '' },
  cpu_cores: { type: 'int', default: 0, minimum: 0 },
  cpu_threads: { type: 'int', default: 0, minimum: 0 },
  cpu_sockets: { type: 'int', default: 0, minimum: 0 },
  soundhw: { type: 'string', default: '', applied: 'default' },
  usb_devices: { type: 'string', default: '', applied: 'default' },
  vga: { type: 'string', default: '' },
  kvm_extra: { type: 'string', default: '', applied: 'default' },
  machine_version: { type: 'string', default: '' },
  migration_caps: { type: 'string', default: '', applied: 'default' },
  kvm_pci_reservations: { type: 'int', default: 12, minimum: 0, maximum: 32 },
  vnet_hdr: { type: 'bool', default: true, applied: 'default' },
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
