/**
 * One hypervisor parameter: its type, Ganeti's default (`HVC_DEFAULTS`), and what it may be.
 * `applied` says what this version acts on when that is not everything: a parameter, or a value of one, that
 * nothing would act on is refused rather than ignored.
 */
export interface HvParameter {
  readonly type: 'bool' | 'int' | 'string' | 'maybe-string' | 'path' | 'enum';
  readonly default: boolean | number | string;
  /** The values of an `enum`; the empty string is allowed only when it is the default. */
  readonly valid?: readonly string[];
  /** Bounds of an `int`, inclusive. */
  readonly minimum?: number;
  readonly maximum?: number;
  /** A `path` that may not be empty. */
  readonly required?: true;
  /** The values acted on so far; `'default'`: only the default. Absent: all. */
  readonly applied?: 'default' | readonly (string | number)[];
}

/** Every hypervisor parameter of Ganeti's KVM hypervisor, by its own name. */
export const hvParameters = {
  acpi: { type: 'bool', default: true },
  boot_order: {
    type: 'enum',
    default: 'disk',
    valid: ['cdrom', 'disk', 'floppy', 'network'],
    applied: ['disk'],
  },
  cdrom2_image_path: { type: 'path', default: '', applied: 'default' },
  cdrom_disk_type: {
    type: 'enum',
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
  cdrom_image_path: { type: 'path', default: '', applied: 'default' },
  cpu_cores: { type: 'int', default: 0, minimum: 0 },
  cpu_mask: { type: 'string', default: 'all', applied: 'default' },
  cpu_sockets: { type: 'int', default: 0, minimum: 0 },
  cpu_threads: { type: 'int', default: 0, minimum: 0 },
  cpu_type: { type: 'string', default: '' },
  disk_aio: { type: 'enum', default: 'threads', valid: ['io_uring', 'native', 'threads'] },
  disk_cache: { type: 'enum', default: 'default', valid: ['default', 'none', 'writeback', 'writethrough'] },
  disk_discard: { type: 'enum', default: 'ignore', valid: ['ignore', 'unmap'] },
  disk_type: {
    type: 'enum',
    default: 'paravirtual',
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
  floppy_image_path: { type: 'path', default: '', applied: 'default' },
  initrd_path: { type: 'path', default: '' },
  kernel_args: { type: 'string', default: 'ro' },
  kernel_path: { type: 'path', default: '/boot/vmlinuz-3-kvmU' },
  keymap: { type: 'string', default: '', applied: 'default' },
  kvm_extra: { type: 'string', default: '', applied: 'default' },
  kvm_flag: { type: 'enum', default: '', valid: ['disabled', 'enabled'] },
  kvm_path: { type: 'path', default: '/usr/bin/kvm', required: true },
  kvm_pci_reservations: { type: 'int', default: 12, minimum: 0, maximum: 32 },
  machine_version: { type: 'string', default: '' },
  mem_path: { type: 'path', default: '', applied: 'default' },
  migration_bandwidth: { type: 'int', default: 32, minimum: 0, applied: 'default' },
  migration_caps: { type: 'string', default: '', applied: 'default' },
  migration_downtime: { type: 'int', default: 30, minimum: 0, applied: 'default' },
  migration_mode: { type: 'enum', default: 'live', valid: ['live', 'non-live'], applied: 'default' },
  migration_port: { type: 'int', default: 8102, minimum: 1, maximum: 65534, applied: 'default' },
  nic_type: {
    type: 'enum',
    default: 'paravirtual',
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
  reboot_behavior: { type: 'enum', default: 'reboot', valid: ['reboot', 'exit'] },
  root_path: { type: 'maybe-string', default: '/dev/vda1' },
  scsi_controller_type: {
    type: 'enum',
    default: 'lsi',
    valid: ['lsi', 'megasas', 'virtio-scsi-pci'],
    applied: 'default',
  },
  security_domain: { type: 'string', default: '', applied: 'default' },
  security_model: { type: 'enum', default: 'none', valid: ['none', 'pool', 'user'], applied: 'default' },
  serial_console: { type: 'bool', default: true },
  serial_speed: { type: 'int', default: 38_400, minimum: 1 },
  soundhw: { type: 'string', default: '', applied: 'default' },
  spice_bind: { type: 'string', default: '', applied: 'default' },
  spice_image_compression: {
    type: 'enum',
    default: '',
    valid: ['auto_glz', 'auto_lz', 'glz', 'lz', 'off', 'quic'],
    applied: 'default',
  },
  spice_ip_version: { type: 'int', default: 0, applied: 'default' },
  spice_jpeg_wan_compression: {
    type: 'enum',
    default: '',
    valid: ['always', 'auto', 'never'],
    applied: 'default',
  },
  spice_password_file: { type: 'path', default: '', applied: 'default' },
  spice_playback_compression: { type: 'bool', default: true, applied: 'default' },
  spice_streaming_video: { type: 'enum', default: '', valid: ['all', 'filter', 'off'], applied: 'default' },
  spice_tls_ciphers: { type: 'string', default: 'HIGH:-DES:-3DES:-EXPORT:-DH', applied: 'default' },
  spice_use_tls: { type: 'bool', default: false, applied: 'default' },
  spice_use_vdagent: { type: 'bool', default: true, applied: 'default' },
  spice_zlib_glz_wan_compression: {
    type: 'enum',
    default: '',
    valid: ['always', 'auto', 'never'],
    applied: 'default',
  },
  usb_devices: { type: 'string', default: '', applied: 'default' },
  usb_mouse: { type: 'enum', default: '', valid: ['mouse', 'tablet'], applied: 'default' },
  use_chroot: { type: 'bool', default: false, applied: 'default' },
  use_guest_agent: { type: 'bool', default: false, applied: 'default' },
  use_localtime: { type: 'bool', default: false },
  user_shutdown: { type: 'bool', default: false, applied: 'default' },
  vga: { type: 'string', default: '' },
  vhost_net: { type: 'bool', default: true, applied: 'default' },
  virtio_net_queues: { type: 'int', default: 1, minimum: 1, maximum: 8, applied: 'default' },
  vnc_bind_address: { type: 'string', default: '', applied: 'default' },
  vnc_password_file: { type: 'path', default: '', applied: 'default' },
  vnc_tls: { type: 'bool', default: false, applied: 'default' },
  vnc_x509_path: { type: 'path', default: '', applied: 'default' },
  vnc_x509_verify: { type: 'bool', default: false, applied: 'default' },
  vnet_hdr: { type: 'bool', default: true, applied: 'default' },
} as const;

hvParameters satisfies Record<string, HvParameter>;

export type HvParameterName = keyof typeof hvParameters;

type ValueOf<P> = P extends { type: 'bool' }
  ? boolean
  : P extends { type: 'int' }
    ? number
    : P extends { type: 'maybe-string' }
      ? string | null
      : P extends { type: 'enum'; valid: readonly (infer V)[]; default: infer D }
        ? V | (D extends '' ? '' : never)
        : string;

/** A value for every hypervisor parameter, under Ganeti's own names. */
export type HvParams = { readonly [Name in HvParameterName]: ValueOf<(typeof hvParameters)[Name]> };

/** Ganeti's defaults (`HVC_DEFAULTS` of Ganeti 3.1) for every parameter. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets the names that the table gives
export const defaultHvParams: HvParams = Object.fromEntries(
  Object.entries(hvParameters).map(([name, parameter]) => [name, parameter.default]),
) as unknown as HvParams;
