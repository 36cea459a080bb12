import type { QemuCapabilities } from '../capabilities.ts';
import { hvParameters, type HvParameter, type HvParameterName } from '../hv-parameters.ts';
import { isUrl } from '../text-rules.ts';
import { isSet, type ParameterValues } from './parameter-values.ts';

/** What has been found out about a host; plain JSON. Whoever collects it asks {@link askedOfHost} what is needed. */
export interface HostFacts {
  /** What stands at a path, links followed; where nothing does, the path is left out. */
  readonly paths: Readonly<Record<string, 'file' | 'directory' | 'other'>>;
  /** Users that exist, of those that were asked for. */
  readonly users: readonly string[];
  /** Network interfaces with their addresses. */
  readonly interfaces: Readonly<Record<string, InterfaceAddresses>>;
  /** URLs that were asked for and did not answer. */
  readonly unreachableUrls?: readonly string[];
  /** Those of the QEMU at `kvm_path`; `undefined` when it could not be asked. */
  readonly capabilities: QemuCapabilities | undefined;
}

export interface InterfaceAddresses {
  readonly ipv4: readonly string[];
  readonly ipv6: readonly string[];
}

/** What the checks of some parameters need to know of a host. */
export interface HostQuestions {
  readonly paths: readonly string[];
  readonly users: readonly string[];
  readonly urls: readonly string[];
}

/** What to find out about a host before {@link validateParameters} can say anything about these parameters. */
export function askedOfHost(hvparams: ParameterValues): HostQuestions {
  const named = namesOnHost(hvparams).map(({ value }) => value);
  const { security_model: model, security_domain: user } = hvparams;
  return {
    paths: named.filter((value) => !isUrl(value)),
    urls: named.filter(isUrl),
    users: model === 'user' && typeof user === 'string' && isSet(user) ? [user] : [],
  };
}

/** The parameters that name something on the host, in Ganeti's order. */
export function namesOnHost(hvparams: ParameterValues): {
  readonly name: HvParameterName;
  readonly host: NonNullable<HvParameter['host']>;
  readonly value: string;
}[] {
  return parameterNames.flatMap((name) => {
    const { host, required }: HvParameter = hvParameters[name];
    const value = hvparams[name];
    if (host === undefined || (!isSet(value) && !required)) return [];
    return [{ name, host, value: typeof value === 'string' ? value : '' }];
  });
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- keys forgets the names that the table gives
const parameterNames = Object.keys(hvParameters) as HvParameterName[];
