import { argument, type Argument } from '../argument.ts';

/** Where the guest's state comes from: `defer` until QEMU is told over QMP, or an address of QEMU's. */
export function incomingArguments(incoming: string | undefined): Argument[] {
  return incoming === undefined ? [] : [argument('-incoming', incoming, 'migration')];
}
