import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openRuntimeStore } from '../../src/runtime-store.ts';
import { startZygote, type Zygote } from './fork-client.ts';
import type { Call, RunEnd } from './fork-protocol.ts';
import { canHit, faults, type Fault, type Plan } from './faults.ts';
import { newRecord, prepare, type Operation } from './operations.ts';
import { findOrderProblem, findProblem } from './outcome.ts';

export interface RunResult {
  readonly end: RunEnd;
  readonly calls: readonly Call[];
  readonly problem: string | undefined;
}

/** Runs operations in forks, each in a root of its own, and looks at what is left. */
export class CrashHarness implements AsyncDisposable {
  readonly #folder: string;
  readonly #zygote: Zygote;
  /** Forks of Node that ended by a signal which nobody sent: about one of a thousand; run again. */
  died = 0;

  private constructor(folder: string, zygote: Zygote) {
    this.#folder = folder;
    this.#zygote = zygote;
  }

  /** Or says why it cannot be had here; `folder` is for the roots. */
  static async start(folder: string): Promise<CrashHarness | string> {
    const zygote = await startZygote(folder);
    return typeof zygote === 'string' ? zygote : new CrashHarness(folder, zygote);
  }

  async run(operation: Operation, plan: Plan): Promise<RunResult> {
    const { operation: name, at, fault, lengthBytes, foundDraft } = plan;
    const root = mkdtempSync(join(this.#folder, 'root-'));
    try {
      prepare(root, operation);
      if (foundDraft && operation.on === 'old') {
        const { record } = openRuntimeStore({ root }).paths('web1');
        writeFileSync(record.replace('/web1.json', '/.web1.json.new'), 'half of someth');
      }
      const request = { operation: name, root, lengthBytes, at, error: faults[fault] };
      const { end, calls } = await this.#zygote.run(request);
      if (end === 'died') {
        this.died += 1;
        return await this.run(operation, plan);
      }
      const orderProblem =
        end === 'done' && at === 0 ? findOrderProblem(calls, join(root, 'conf')) : undefined;
      const found = await findProblem(root, operation, end, newRecord(lengthBytes), foundDraft);
      return { end, calls, problem: orderProblem ?? found };
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  /** Every fault at every call of an operation, by the calls of an undisturbed run, which comes first. */
  async plansOf(name: string, operation: Operation): Promise<readonly Plan[]> {
    const undisturbed: Plan = {
      operation: name,
      at: 0,
      fault: 'SIGKILL',
      lengthBytes: 100,
      foundDraft: false,
    };
    const { calls } = await this.run(operation, undisturbed);
    const kinds = Object.keys(faults) as Fault[];
    return [
      undisturbed,
      ...calls.flatMap((call, index) =>
        kinds
          .filter((fault) => canHit(fault, call))
          .map((fault) => ({ ...undisturbed, at: index + 1, fault })),
      ),
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#zygote[Symbol.asyncDispose]();
  }
}
