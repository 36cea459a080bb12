// All of them: these are the types that QEMU has, whatever they are.
export type * from './generated/commands.gen.ts';
export type * from './generated/events.gen.ts';
export type * from './generated/types.gen.ts';
