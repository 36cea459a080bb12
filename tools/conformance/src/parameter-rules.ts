import { SpecificationError } from '@kvmkit/kvm-cmdline';

import { rulesByPattern } from './group.ts';

/** Our refusal of parameters as a rule: which parameter, and what it breaks. The first of several is Ganeti's. */
export function ruleOfOurs(error: Error): string | undefined {
  if (!(error instanceof SpecificationError)) return undefined;
  const [first] = error.problems;
  return first === undefined ? undefined : `${first.path} ${first.rule}`;
}

/** A refusal of Ganeti's, in the same form. */
export function ruleOfParameter(message: string): string | undefined {
  const [, name, verdict = ''] = /^Parameter '(.*?)' (.*)/s.exec(message) ?? [];
  if (name === undefined) return ruleOfSeveral(message);
  const rule = ruleOfVerdict(verdict);
  return rule === undefined ? undefined : `hvparams.${name} ${rule}`;
}

const ruleOfVerdict = rulesByPattern([
  [/^is not supported/, 'unknown'],
  [/^is missing/, 'missing'],
  [/^is required/, 'required'],
  [/^fails syntax check: must be an absolute normalized path or a URL/, 'path-or-url'],
  [/^fails syntax check: must be an absolute normalized path/, 'path'],
  [/^fails syntax check: The value must be one of/, 'one-of'],
  [/^fails syntax check: invalid migration mode/, 'one-of'],
  [/^fails syntax check: The SPICE IP version should be/, 'one-of'],
  [/^fails syntax check: cannot be negative/, 'range'],
  [/^fails syntax check: invalid port number/, 'range'],
  [/^fails syntax check: invalid number of queues/, 'range'],
  [/^fails syntax check: The number of PCI slots/, 'range'],
  [/^fails syntax check: Multiple CPU mask definition/, 'cpu-mask'],
  [/^fails validation: not found or not a file or URL/, 'file-or-url'],
  [/^fails validation: not found or not a file/, 'file'],
  [/^fails validation: not found or not a directory/, 'directory'],
]);

function ruleOfSeveral(message: string): string | undefined {
  const [, dependent] = /^SPICE: (\w+) requires spice_bind to be set/.exec(message) ?? [];
  return dependent === undefined ? ruleOfSentence(message) : `hvparams.${dependent} spice-needs-bind`;
}

const ruleOfSentence = rulesByPattern([
  [/^Cannot boot from cdrom without/, 'hvparams.cdrom_image_path cdrom-boot-needs-image'],
  [/^Need a root partition/, 'hvparams.root_path kernel-needs-root'],
  [/^A security domain .* must be specified/, 'hvparams.security_domain user-needs-domain'],
  [/^Cannot have a security domain/, 'hvparams.security_domain domain-needs-user'],
  [/^Invalid serial console speed/, 'hvparams.serial_speed serial-speed'],
  [/^vnc_x509_path must be defined/, 'hvparams.vnc_x509_path verify-needs-certificates'],
  [/^SPICE: Got an IPv\d address/, 'hvparams.spice_ip_version spice-ip-family'],
  [/^When 'disk_aio' is set to 'native'/, 'hvparams.disk_aio native-aio-needs-no-cache'],
  [/^Unknown security domain user/, 'hvparams.security_domain user-exists'],
  [/^VNC: The vnc_bind_address parameter must be/, 'hvparams.vnc_bind_address vnc-address'],
  [/^Unable to get KVM/, 'hvparams.kvm_path qemu-answers'],
  [/^Both SPICE and VNC are configured/, 'hvparams.spice_bind vnc-or-spice'],
  [/^SPICE is configured, but it is not supported/, 'hvparams.spice_bind qemu-has-spice'],
  [/^SPICE: The spice_bind parameter must be/, 'hvparams.spice_bind spice-address'],
  [/^At least QEMU 5.0 required/, 'hvparams.disk_aio qemu-has-io-uring'],
  [/^Unsupported machine version/, 'hvparams.machine_version machine-exists'],
]);
