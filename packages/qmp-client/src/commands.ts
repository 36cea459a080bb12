import type { QmpCommands } from './generated/commands.gen.ts';

export type { QmpCommands } from './generated/commands.gen.ts';
export type { NoArguments, SchemaInfo } from './generated/types.gen.ts';

/** The name of a typed command. */
export type QmpCommandName = keyof QmpCommands;
