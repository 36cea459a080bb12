import { hypervisorOf } from '../hypervisor.ts';
import { onTerminal, printJson, printTable } from '../output.ts';
import type { GlobalOptions } from '../program.ts';
import { Refusal } from '../refusal.ts';

const colours = { ok: 'green', notice: 'yellow', problem: 'red' } as const;

export async function verifyHost(globals: GlobalOptions, options: { kvmPath?: string }): Promise<void> {
  const verifications = await hypervisorOf(globals).verify(options);
  if (globals.json) printJson(verifications);
  else {
    printTable(
      ['SUBJECT', 'VERDICT', 'FOUND'],
      verifications.map(({ subject, verdict, found }) => [
        subject,
        onTerminal(colours[verdict], verdict),
        found,
      ]),
    );
  }
  if (verifications.some(({ verdict }) => verdict === 'problem')) throw new Refusal('');
}
