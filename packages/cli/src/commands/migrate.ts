import { connectTarget, type MovedInstance, type TargetNode } from '@kvmkit/hypervisor';
import type { ApplicationContext } from '@stricli/core';

import type { GlobalOptions } from '../global-options.ts';
import { hypervisorOf } from '../hypervisor.ts';
import { moveProgress } from '../move-progress.ts';
import { printJson, printJsonLine, printLine, printWarnings } from '../output.ts';

export interface MigrateFlags extends GlobalOptions {
  readonly to?: string;
  readonly check?: boolean;
  readonly cancel?: boolean;
  readonly stopped?: boolean;
  readonly postcopy?: boolean;
  readonly bandwidth?: number;
  readonly downtime?: number;
  readonly address?: string;
  readonly plain?: boolean;
}

/** Ctrl-C cancels the move; the guest stays, unless it was given away by then. */
export async function migrate(this: ApplicationContext, flags: MigrateFlags, name: string): Promise<void> {
  const { to, cancel = false, check = false, root, json } = flags;
  if ((to === undefined) === !cancel) return misused(this, 'migrate takes --to or --cancel');
  const globals = { ...(root === undefined ? {} : { root }), ...(json === undefined ? {} : { json }) };
  const hypervisor = hypervisorOf(globals);
  if (to === undefined) {
    await hypervisor.cancelMove(name);
    if (globals.json) printJson({ name, done: 'cancelled' });
    else printLine(`${name}: told to stay`);
    return;
  }
  await using node = await connectTarget(to);
  if (check) {
    const obstacles = await hypervisor.canMigrate(name, node, { address: flags.address });
    if (globals.json) printJson(obstacles);
    else if (obstacles.length === 0)
      printLine(`${name} can move to ${node.description}, as far as its machine tells`);
    else for (const { about, verdict, why } of obstacles) printLine(`${about}: ${verdict}: ${why}`);
    if (obstacles.length > 0) this.process.exitCode = 1;
    return;
  }
  const giveUp = new AbortController();
  const onInterrupt = (): void => giveUp.abort(new Error(`migration of ${name} cancelled; it stays here`));
  process.on('SIGINT', onInterrupt);
  const progress = moveProgress(globals, name);
  try {
    const moved = await hypervisor.moveInstance(name, node, {
      signal: giveUp.signal,
      onProgress: progress.show,
      plain: flags.plain,
      address: flags.address,
      downtimeMs: flags.downtime,
      ...(flags.stopped === true ? { mode: 'stopped' } : {}),
      ...(flags.postcopy === true ? { postcopy: { afterIterations: 1 } } : {}),
      ...(flags.bandwidth === undefined
        ? {}
        : { bandwidthBytesPerSecond: Math.round(flags.bandwidth * 2 ** 20) }),
    });
    progress.end();
    if (globals.json) printJsonLine({ done: 'migrated', to: node.description, ...moved });
    else printLine(describe(name, node, moved));
    printWarnings(moved.warnings);
  } finally {
    progress.end();
    process.off('SIGINT', onInterrupt);
  }
}

export interface RecoverFlags extends GlobalOptions {
  readonly to?: string;
  readonly keep?: boolean;
  readonly give?: boolean;
}

/** Ends with status 1 where it is still in doubt. */
export async function recover(
  this: ApplicationContext,
  { to, keep = false, give = false, ...globals }: RecoverFlags,
  name: string,
): Promise<void> {
  if (keep && give) return misused(this, 'recover takes --keep or --give, not both');
  await using node = to === undefined ? undefined : await connectTarget(to);
  const prefer = keep ? 'keep' : give ? 'give' : undefined;
  const outcome = await hypervisorOf(globals).recoverMigration(name, { node, prefer });
  if (globals.json) printJson(outcome);
  else {
    const where = {
      source: 'the source has it',
      target: 'the target has it',
      lost: 'nobody has it any more',
    };
    const settled = outcome.guest === 'in-doubt' ? 'still in doubt' : where[outcome.guest];
    printLine(`${name}: ${settled} (this host is the ${outcome.here}): ${outcome.found}`);
    if (outcome.guest === 'in-doubt') printLine(outcome.advice);
  }
  printWarnings(outcome.warnings);
  if (outcome.guest === 'in-doubt') this.process.exitCode = 1;
}

export async function agent(globals: GlobalOptions): Promise<void> {
  await hypervisorOf(globals).serveAgent(process.stdin, process.stdout);
}

function misused({ process: ours }: ApplicationContext, why: string): void {
  ours.stderr.write(`kvmkit: ${why}\n`);
  ours.exitCode = 2;
}

function describe(name: string, { description }: TargetNode, moved: MovedInstance): string {
  const { downtimeMs, handOverMs, totalMs, transferredBytes } = moved;
  const stood = (downtimeMs ?? 0) + handOverMs;
  const sent = transferredBytes === undefined ? '' : `, ${(transferredBytes / 2 ** 20).toFixed(1)} MiB sent`;
  return `${name} migrated to ${description}: ${seconds(totalMs)}${sent}; it stood still for ${Math.round(stood)} ms`;
}

function seconds(ms: number | undefined): string {
  return ms === undefined ? 'an unknown time' : `${(ms / 1000).toFixed(2)} s`;
}
