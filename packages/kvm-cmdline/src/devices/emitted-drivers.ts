/** Every type of device that a command line of ours may hold, by the name that QEMU lists it under. */
export const emittedDrivers: readonly string[] = [
  // disks, CD-ROMs and floppies
  'virtio-blk-pci',
  'ide-hd',
  'ide-cd',
  'scsi-hd',
  'scsi-cd',
  'scsi-block',
  'scsi-generic',
  'floppy',
  // what they hang from
  'pcie-root-port',
  'isa-fdc',
  'lsi53c895a',
  'megasas',
  'virtio-scsi-pci',
  // NICs
  'virtio-net-pci',
  'e1000',
  'rtl8139',
  'ne2k_pci',
  'ne2k_isa',
  'i82551',
  'i82557b',
  'i82559er',
  'pcnet',
  // the rest
  'virtio-balloon-pci',
  'virtio-serial-pci',
  'virtserialport',
];

/** Every block driver that a command line of ours may hold. */
export const emittedBlockDrivers: readonly string[] = [
  'raw',
  'file',
  'host_device',
  'http',
  'https',
  'ftp',
  'ftps',
  'rbd',
  'gluster',
  'nbd',
  'iscsi',
];
