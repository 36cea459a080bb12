import type { ApplicationContext } from '@stricli/core';

import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { onTerminal, printJson, printTable } from '../output.ts';

const colours = { ok: 'green', notice: 'yellow', problem: 'red' } as const;

interface VerifyOptions extends GlobalOptions {
  readonly 'kvm-path'?: string;
}

export async function verifyHost(
  this: ApplicationContext,
  { 'kvm-path': kvmPath, ...globals }: VerifyOptions,
): Promise<void> {
  const verifications = await hypervisorOf(globals).examineHost(kvmPath === undefined ? {} : { kvmPath });
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
  if (verifications.some(({ verdict }) => verdict === 'problem')) this.process.exitCode = 1;
}
