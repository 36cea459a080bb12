/**
 * Where PCs look for NE2000s one after the other (ne2000_io and ne2000_irq in QEMU's hw/i386/pc.c); by itself each one
 * takes what the first has.
 */
export const isaResources = [
  { iobase: '0x300', irq: 9 },
  { iobase: '0x320', irq: 10 },
  { iobase: '0x340', irq: 11 },
  { iobase: '0x360', irq: 3 },
  { iobase: '0x280', irq: 4 },
  { iobase: '0x380', irq: 5 },
] as const;
