import {
  SpecificationError,
  wantedHostWork,
  type HostWork,
  type InstanceSpec,
  type SpecificationProblem,
} from '@kvmkit/kvm-cmdline';

/**
 * A guest for which nothing does what its specification asks of the host would be another guest.
 * @param works what is not done; by default all that this version does not do.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` with every setting that asks for it.
 */
export function refuseUndoneWork(instance: InstanceSpec, works?: readonly HostWork[]): void {
  const wanted = wantedHostWork(instance).filter(({ work }) => works?.includes(work) ?? true);
  const problems = wanted.map(({ work, setting, value }): SpecificationProblem => ({
    path: setting,
    found: Array.isArray(value) ? `${value.length} of them` : JSON.stringify(value),
    allowed: `the default (this version ${undone[work]})`,
  }));
  if (problems.length > 0) throw new SpecificationError(problems);
}

const undone: Readonly<Record<HostWork, string>> = {
  taps: 'connects no NICs',
  'display-password': 'gives QEMU no passwords',
  'spice-certificates': 'has no certificates for SPICE',
  user: 'runs QEMU as no other user',
  chroot: 'makes no chroot',
  'cpu-pinning': 'pins no vCPUs when it starts a guest',
  ballooning: 'starts guests with all of their memory',
  'memory-path': 'looks after no huge pages',
  migration: 'migrates no guests',
  'guest-shutdown': 'watches for no shutdown from within',
};
