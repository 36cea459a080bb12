import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What came of one death. */
export interface Death {
  readonly version: string;
  readonly operation: string;
  readonly victim: string;
  /** Of the manager. */
  readonly end: 'done' | 'failed' | 'died';
  readonly step: string | undefined;
}

/** Counts deaths for the report of `npm run test:faults`. */
export class MortalTally {
  readonly #deaths: Death[] = [];
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  add(death: Death): void {
    this.#deaths.push(death);
  }

  report(): void {
    const folder = process.env['KVMKIT_FAULT_REPORT'];
    if (folder === undefined) return;
    const kinds = Map.groupBy(this.#deaths, ({ operation, victim }) => `${operation}, the ${victim}`);
    const rows = [...kinds].map(([kind, deaths]) => {
      const ends = (end: Death['end']): string => String(deaths.filter((death) => death.end === end).length);
      return [kind, String(deaths.length), ends('died'), ends('failed'), ends('done')];
    });
    const counts = {
      facts: {
        QEMU: [...new Set(this.#deaths.map(({ version }) => version))].join(', '),
        Node: process.versions.node,
        seed: String(this.#seed),
      },
      rows: [['operation, and who died', 'deaths', 'manager died', 'failed', 'done'], ...rows],
    };
    writeFileSync(join(folder, 'hypervisor.json'), JSON.stringify(counts));
  }
}
