import { assessParameters } from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { givenParameters } from '../given-parameters.ts';
import { rulesByPattern, type Group } from '../group.ts';

const assessment = v.looseObject({ warnings: v.array(v.string()) });

/** Advice on hypervisor parameters, as the parameters and what there is to say of them. */
export const assess: Group = {
  name: 'assess',
  modes: {
    assess: {
      answer: (given) => {
        const advice = assessParameters(givenParameters(given));
        return { kind: 'result', result: { warnings: advice.map(({ path, topic }) => `${path} ${topic}`) } };
      },
      meaningOf: (result) =>
        new Set(v.parse(assessment, result).warnings.map((warning) => topicOf(warning) ?? warning)),
    },
  },
};

const topicOf = rulesByPattern([
  [/^cpu_type is currently unset/, 'hvparams.cpu_type weak-cpu-type'],
  [/^cpu_type is currently set to '(?!host)/, 'hvparams.cpu_type weak-cpu-type'],
  [/^cpu_type is currently set to 'host'/, 'hvparams.cpu_type host-cpu-type'],
  [/^vhost_net should be enabled/, 'hvparams.vhost_net no-vhost'],
  [/^migration_bandwidth is still set/, 'hvparams.migration_bandwidth default-bandwidth'],
  [/^disk_type is set to/, 'hvparams.disk_type emulated-disks'],
  [/^nic_type is set to/, 'hvparams.nic_type emulated-nics'],
  [/^VNC is configured but without TLS/, 'hvparams.vnc_bind_address vnc-without-tls'],
  [/^Spice is configured but without TLS/, 'hvparams.spice_bind spice-without-tls'],
  [/^machine_version is not explicitly configured/, 'hvparams.machine_version machine-left-open'],
  [/^machine_version is set to the 'pc' type/, 'hvparams.machine_version machine-without-version'],
  [/^machine_version is set to \S+ which is unsupported/, 'hvparams.machine_version machine-unsuitable'],
]);
