import type { QmpCommands } from './generated/commands.gen.ts';

/** The name of a typed command. */
export type QmpCommandName = keyof QmpCommands;
