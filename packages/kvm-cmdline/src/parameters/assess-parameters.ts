import { hvParameters, type HvParameterName } from '../hv-parameters.ts';
import { foundText } from '../problem-texts.ts';
import { parameterObject, pathOf } from './check-parameter-syntax.ts';
import { isSet, type ParameterValues } from './parameter-values.ts';

/** Something that is allowed and that one may want to do better. */
export interface ParameterAdvice {
  /** `hvparams.cpu_type` */
  readonly path: string;
  readonly topic: AdviceTopic;
  /** A sentence for people. */
  readonly advice: string;
}

export type AdviceTopic =
  | 'weak-cpu-type'
  | 'host-cpu-type'
  | 'no-vhost'
  | 'default-bandwidth'
  | 'emulated-disks'
  | 'emulated-nics'
  | 'vnc-without-tls'
  | 'spice-without-tls'
  | 'machine-left-open'
  | 'machine-without-version'
  | 'machine-unsuitable';

/** What is worth a thought in a set of hypervisor parameters: Ganeti's AssessParameters. Never an error. */
export function assessParameters(hvparams: unknown): ParameterAdvice[] {
  const values: ParameterValues = parameterObject(hvparams);
  return considerations.flatMap(({ about, consider }) =>
    consider(values[about], values).map(([topic, advice]) => ({ path: pathOf(about), topic, advice })),
  );
}

interface Consideration {
  readonly about: HvParameterName;
  readonly consider: (value: unknown, values: ParameterValues) => readonly [AdviceTopic, string][];
}

const considerations: readonly Consideration[] = [
  {
    about: 'cpu_type',
    consider: (type) => {
      if (!isSet(type)) {
        return [['weak-cpu-type', 'not set: the guest gets qemu64, which is slow and misses security fixes']];
      }
      if (type === 'host') {
        return [['host-cpu-type', '"host": live migration needs the same processor on the other host']];
      }
      return ['qemu32', 'qemu64', 'kvm32', 'kvm64'].some((weak) => weak === type)
        ? [['weak-cpu-type', `${foundText(type)} is slow and misses security fixes of newer types`]]
        : [];
    },
  },
  {
    about: 'vhost_net',
    consider: (vhost) =>
      isSet(vhost) ? [] : [['no-vhost', 'off: paravirtual NICs are faster, and answer sooner, with it']],
  },
  {
    about: 'migration_bandwidth',
    consider: (bandwidth) =>
      bandwidth === hvParameters.migration_bandwidth.default
        ? [['default-bandwidth', `${bandwidth} MiB/s, the default: most networks carry far more`]]
        : [],
  },
  {
    about: 'disk_type',
    consider: (type) =>
      type === 'paravirtual'
        ? []
        : [['emulated-disks', `${foundText(type)}: "paravirtual" disks are the fastest`]],
  },
  {
    about: 'nic_type',
    consider: (type) =>
      type === 'paravirtual'
        ? []
        : [['emulated-nics', `${foundText(type)}: "paravirtual" NICs are the fastest`]],
  },
  {
    about: 'vnc_bind_address',
    consider: (bind, { vnc_tls }) =>
      isSet(bind) && bind !== '127.0.0.1' && !isSet(vnc_tls)
        ? [['vnc-without-tls', 'VNC without vnc_tls: whoever is on the way can read and type']]
        : [],
  },
  {
    about: 'spice_bind',
    consider: (bind, { spice_use_tls }) =>
      isSet(bind) && bind !== '127.0.0.1' && !isSet(spice_use_tls)
        ? [['spice-without-tls', 'SPICE without spice_use_tls: whoever is on the way can read and type']]
        : [],
  },
  {
    about: 'machine_version',
    consider: (machine) => {
      if (!isSet(machine)) {
        return [['machine-left-open', 'not set: what the guest gets depends on the QEMU that starts it']];
      }
      if (machine === 'pc' || machine === 'q35') {
        const means = `"${machine}" means another machine in another version of QEMU`;
        return [['machine-without-version', `${means}: a versioned name migrates`]];
      }
      return ['none', 'microvm', 'isapc', 'x-remote'].some((unsuitable) => unsuitable === machine)
        ? [['machine-unsuitable', `${foundText(machine)} has no place for the devices of an instance`]]
        : [];
    },
  },
];
