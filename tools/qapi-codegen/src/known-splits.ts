/*
Where one QEMU has one type for two uses and another QEMU has two, following the uses from QEMU to QEMU would make one
type of them all. Here the uses are kept apart: at a place that ends as said, the types are taken for types of their own.
`join.ts` finds every such case, and demands a line here unless the types are alike.
*/

export interface Split {
  /** The end of a place: `command arguments`, `command returns`, `EVENT data`, then `.member`, `[case]`, `|kind`, `{}` for an element. */
  readonly placeEnd: string;
  /** What the type is there; splits of one meaning are one type. */
  readonly meaning: string;
  readonly because: string;
}

export const knownSplits: readonly Split[] = [
  {
    placeEnd: 'query-migrate-parameters returns',
    meaning: 'parameters in force',
    because: 'until 10.0 their type is not that of the arguments of migrate-set-parameters, which allow null',
  },
  {
    placeEnd: '[copy-on-read]',
    meaning: 'options of copy-on-read',
    because: 'only in 5.2 it takes what any format driver takes',
  },
  {
    placeEnd: '[fd]',
    meaning: 'a descriptor as an address',
    because: 'until 7.2 it is any string in an object',
  },
  {
    placeEnd: '[fd].data',
    meaning: 'a descriptor as an address',
    because: 'the same in the older form of an address',
  },
  {
    placeEnd: '[pty]',
    meaning: 'backend pty',
    because: 'until 7.2 it takes what every character device takes',
  },
  { placeEnd: '[pty].data', meaning: 'options of pty', because: 'the same' },
  {
    placeEnd: '[vmdk].data.extents{}',
    meaning: 'extent of a VMDK image',
    because: 'until 7.2 it is described as an image',
  },
];
