import { SpecificationError } from '../errors.ts';
import type { InstanceSpec } from '../instance-spec.ts';

/**
 * The port that Ganeti has given to the instance.
 * @throws {SpecificationError} `SPECIFICATION_INVALID` when it has none, and `setting` needs one.
 */
export function networkPort({ network_port: port }: InstanceSpec, setting: string): number {
  if (port !== undefined && port !== null) return port;
  const allowed = `a port, for ${setting} is set`;
  throw new SpecificationError([{ path: 'network_port', found: undefined, allowed }]);
}
