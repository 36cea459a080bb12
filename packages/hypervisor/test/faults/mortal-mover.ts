/*
A manager that moves a guest from one runtime directory to another and dies at a step of that. Run as a process of its
own, with a task as JSON in its environment; prints each step as it comes to it.

A step is a QMP command to either side, and before and after each entry of either journal.
*/
import { subscribe } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';

import type { Journal } from '@kvmkit/kvm-runtime-store';

import type { HypervisorContext } from '../../src/context.ts';
import { KvmHypervisor } from '../../src/index.ts';
import { openContext } from '../../src/open-context.ts';

export interface MortalMove {
  readonly source: string;
  readonly target: string;
  /** The step, by its words and how often they have come by then: `target cont 1`; null: nobody dies. */
  readonly dieAt: string | null;
  readonly postcopy: boolean;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the test for us
const task = JSON.parse(process.env['TASK'] ?? '') as MortalMove;
const times = new Map<string, number>();

function reach(what: string): void {
  const time = (times.get(what) ?? 0) + 1;
  times.set(what, time);
  const step = `${what} ${time}`;
  writeSync(1, `${step}\n`);
  if (step === task.dieAt) process.kill(process.pid, 'SIGKILL');
}

subscribe('kvmkit:qmp:message', (message) => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the channel's own shape
  const { direction, address, text } = message as Readonly<Record<'direction' | 'address' | 'text', string>>;
  const side = address.startsWith(task.target) ? 'target' : 'source';
  if (direction === 'sent') reach(`${side} ${/"execute":"([^"]*)"/.exec(text)?.[1]}`);
});

/** With a step before and after each entry. */
function steppingContext(side: string, root: string): HypervisorContext {
  const context = openContext({ root });
  const journal = (name: string): Journal => {
    const own = context.store.journal(name);
    return {
      ...own,
      append: async (facts) => {
        reach(`before ${side} ${facts.kind}`);
        const token = await own.append(facts);
        reach(`after ${side} ${facts.kind}`);
        return token;
      },
    };
  };
  return { ...context, store: { ...context.store, journal } };
}

const source = new KvmHypervisor(steppingContext('source', task.source));
const target = new KvmHypervisor(steppingContext('target', task.target));
await source.moveInstance('web1', await target.targetNode(), {
  postcopy: task.postcopy ? { afterIterations: 1 } : 'never',
});
