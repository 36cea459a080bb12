import type { QemuCapabilities } from '../capabilities.ts';
import { SpecificationError } from '../errors.ts';
import type { HvParameterName } from '../hv-parameters.ts';
import { foundText } from '../problem-texts.ts';
import { isNormalizedAbsolutePath, isUrl } from '../text-rules.ts';
import { parameterObject, pathOf, type ParameterProblem } from './check-parameter-syntax.ts';
import { namesOnHost, type HostFacts } from './host-facts.ts';
import { isIpv4Address, isIpv6Address } from './ip-address.ts';
import type { ParameterRule } from './parameter-rule.ts';
import { isSet, type ParameterValues } from './parameter-values.ts';

/**
 * Checks hypervisor parameters against a host (Ganeti's ValidateParameters): files, users, addresses, and what the
 * QEMU at `kvm_path` can do. Supposes that {@link checkParameterSyntax} has passed them, and does not fail otherwise.
 *
 * @throws {SpecificationError} `SPECIFICATION_INVALID` with every problem and its `rule`, the one that Ganeti would
 * name first.
 */
export function validateParameters(hvparams: unknown, facts: HostFacts): void {
  const values: ParameterValues = parameterObject(hvparams);
  const broken = hostRules.flatMap((rule) => rule(values, facts));
  const problems = broken.map(({ at, rule, allowed }): ParameterProblem => ({
    path: pathOf(at),
    found: values[at] === undefined ? undefined : foundText(values[at]),
    allowed,
    rule,
  }));
  if (problems.length > 0) throw new SpecificationError(problems);
}

interface BrokenOnHost {
  readonly at: HvParameterName;
  readonly rule: ParameterRule;
  readonly allowed: string;
}
type HostRule = (values: ParameterValues, facts: HostFacts) => readonly BrokenOnHost[];

const fine: readonly BrokenOnHost[] = [];

const namesExist: HostRule = (values, { paths }) =>
  namesOnHost(values).flatMap(({ name, host, value }) => {
    const kind = Object.hasOwn(paths, value) ? paths[value] : undefined;
    if (host === 'file-or-url') {
      const exists = isUrl(value) || kind === 'file';
      return exists ? fine : [{ at: name, rule: host, allowed: 'a file of this host, or a URL' }];
    }
    return kind === host ? fine : [{ at: name, rule: host, allowed: `a ${host} of this host` }];
  });

const userExists: HostRule = ({ security_model, security_domain }, { users }) =>
  security_model === 'user' && !users.some((user) => user === security_domain)
    ? [{ at: 'security_domain', rule: 'user-exists', allowed: 'a user of this host' }]
    : fine;

const vncHasAddress: HostRule = ({ vnc_bind_address: bind }, facts) => {
  if (!isSet(bind)) return fine;
  const isSocketFolder = typeof bind === 'string' && isNormalizedAbsolutePath(bind);
  if (isSocketFolder || isAddressOrInterface(bind, facts)) return fine;
  const allowed = 'an IP address, an interface of this host, or an absolute path';
  return [{ at: 'vnc_bind_address', rule: 'vnc-address', allowed }];
};

const qemuAnswers: HostRule = (_values, { capabilities }) =>
  capabilities === undefined
    ? [{ at: 'kvm_path', rule: 'qemu-answers', allowed: 'a QEMU that can be asked what it can do' }]
    : fine;

const spiceIsPossible: HostRule = ({ spice_bind: bind, vnc_bind_address: vnc }, facts) => {
  if (!isSet(bind)) return fine;
  const broken: BrokenOnHost[] = [];
  if (isSet(vnc)) {
    broken.push({ at: 'spice_bind', rule: 'vnc-or-spice', allowed: '"" as long as vnc_bind_address is set' });
  }
  if (facts.capabilities?.features.spice === false) {
    broken.push({
      at: 'spice_bind',
      rule: 'qemu-has-spice',
      allowed: '"" for this QEMU, which has no SPICE',
    });
  }
  if (!isAddressOrInterface(bind, facts)) {
    broken.push({
      at: 'spice_bind',
      rule: 'spice-address',
      allowed: 'an IP address, or an interface of this host',
    });
  }
  return broken;
};

const hasIoUring: HostRule = ({ disk_aio }, { capabilities }) =>
  disk_aio === 'io_uring' && capabilities?.features.ioUring === false
    ? [{ at: 'disk_aio', rule: 'qemu-has-io-uring', allowed: '"native", "threads" for this QEMU' }]
    : fine;

const machineExists: HostRule = ({ machine_version: wanted }, { capabilities }) => {
  if (!isSet(wanted) || capabilities === undefined) return fine;
  const machines = pcNames(capabilities);
  if (machines.some((name) => name === wanted)) return fine;
  return [{ at: 'machine_version', rule: 'machine-exists', allowed: `one of ${machines.join(', ')}` }];
};

const urlsAnswer: HostRule = (values, { unreachableUrls = [] }) =>
  namesOnHost(values).flatMap(({ name, value }) =>
    unreachableUrls.includes(value)
      ? [{ at: name, rule: 'url-reachable', allowed: 'a URL that answers this host' }]
      : fine,
  );

// In the order in which Ganeti looks.
const hostRules: readonly HostRule[] = [
  namesExist,
  userExists,
  vncHasAddress,
  qemuAnswers,
  spiceIsPossible,
  hasIoUring,
  machineExists,
  urlsAnswer,
];

function isAddressOrInterface(bind: unknown, { interfaces }: HostFacts): boolean {
  if (typeof bind !== 'string') return false;
  return isIpv4Address(bind) || isIpv6Address(bind) || Object.hasOwn(interfaces, bind);
}

/**
 * The machines that are PCs, with their aliases. QMP gives no description to tell them by, as Ganeti does, so it is
 * their names: `microvm`, `none`, `x-remote` and `nitro-enclave` are none.
 */
function pcNames({ machineTypes }: QemuCapabilities): string[] {
  const names = machineTypes.flatMap(({ name, alias }) => (alias === undefined ? [name] : [alias, name]));
  return names.filter((name) => /^(?:pc|q35|isapc|xenfv|xenpv)(?:-|$)/.test(name));
}
