import { isRecord } from '../wire/json.ts';
import type { WireMessage } from '../wire/parse-message.ts';

/** What QEMU says first on a monitor (docs/interop/qmp-spec, "Server Greeting"). */
export interface QmpGreeting {
  readonly version: QmpVersion;
  /** Capabilities that could be negotiated; `oob` is the only one known. */
  readonly capabilities: readonly ('oob' | (string & {}))[];
}

/** The version that QEMU states about itself. */
export interface QmpVersion {
  readonly qemu: { readonly major: number; readonly minor: number; readonly micro: number };
  /** What the distribution adds, such as `Debian 1:7.2+dfsg-7+deb12u18`; often empty. */
  readonly package: string;
}

/** Reads a greeting; undefined if the message is something else. */
export function parseGreeting(message: WireMessage): QmpGreeting | undefined {
  const greeting = message['QMP'];
  if (!isRecord(greeting) || !isRecord(greeting['version'])) return undefined;
  const { qemu, package: packageName } = greeting['version'];
  if (!isRecord(qemu)) return undefined;
  const { capabilities } = greeting;
  return {
    version: {
      qemu: { major: Number(qemu['major']), minor: Number(qemu['minor']), micro: Number(qemu['micro']) },
      package: typeof packageName === 'string' ? packageName : '',
    },
    capabilities: Array.isArray(capabilities) ? capabilities.map(String) : [],
  };
}
