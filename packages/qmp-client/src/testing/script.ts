import {
  FakeAnswer,
  performAnswer,
  refusal,
  type FakeCall,
  type ScriptedAnswer,
  type WireStep,
} from './answer.ts';
import type { FakeRequest } from './request.ts';
import type { QmpVersion } from '../session/greeting.ts';

/** The answers by command, each of the type that the command has. */
export type FakeCommands<Names extends string = string> = {
  readonly [Name in Names]: ScriptedAnswer<Name>;
};

/** Commands of QEMU 5.2 to 11.1 that may be executed out of band (`allow-oob` in its schema). */
const oobCommands: ReadonlySet<string> = new Set(['migrate-pause', 'migrate-recover', 'query-yank', 'yank']);

/** Works out how each command is answered: by what was scripted, else like a QEMU that has just these commands. */
export class Script {
  readonly #answers: ReadonlyMap<string, unknown>;
  readonly #turns = new Map<string, number>();

  constructor(commands: Readonly<Record<string, unknown>>, version: QmpVersion, onQuit: () => void) {
    const names = (): string[] => [...this.#answers.keys()];
    this.#answers = new Map<string, unknown>([
      ['qmp_capabilities', {}],
      ['query-version', version],
      ['query-commands', () => names().map((name) => ({ name }))],
      ['query-qmp-schema', () => describeCommands(names())],
      [
        'quit',
        () => {
          onQuit();
          return new FakeAnswer(async () => [{ do: 'reply', body: { return: {} } }, { do: 'exit' }]);
        },
      ],
      ...Object.entries(commands),
    ]);
  }

  async answer(request: FakeRequest): Promise<readonly WireStep[]> {
    const { command } = request;
    if (!this.#answers.has(command)) {
      const desc = `The command ${command} has not been found`;
      return [refusal({ errorClass: 'CommandNotFound', desc })];
    }
    if (request.oob && !oobCommands.has(command)) {
      const desc = `The command ${command} does not support OOB`;
      return [refusal({ errorClass: 'GenericError', desc })];
    }
    const turn = this.#turns.get(command) ?? 0;
    this.#turns.set(command, turn + 1);
    const call: FakeCall = { ...request, turn };
    return await performAnswer(this.#answers.get(command), call);
  }
}

/** A schema in which the commands exist, with neither arguments nor answers. */
function describeCommands(names: readonly string[]): readonly object[] {
  const nothing = { name: '0', 'meta-type': 'object', members: [] };
  const commands = names.map((name) => ({
    name,
    'meta-type': 'command',
    'arg-type': nothing.name,
    'ret-type': nothing.name,
    ...(oobCommands.has(name) ? { 'allow-oob': true } : {}),
  }));
  return [...commands, nothing];
}
