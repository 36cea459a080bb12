import type { Failure } from '../session/reply.ts';
import type { FakeRequest } from './request.ts';

/** What QEMU has against a command at this point of the negotiation (monitor/qmp-cmds-control.c). */
export function checkNegotiation(
  request: FakeRequest,
  negotiated: boolean,
  capabilities: readonly string[],
): Failure | undefined {
  const { command, args, oob } = request;
  if (command !== 'qmp_capabilities') {
    if (negotiated) return undefined;
    const desc = "Expecting capabilities negotiation with 'qmp_capabilities'";
    return { errorClass: 'CommandNotFound', desc };
  }
  // Out of band it is refused as any command that may not be: by the script.
  if (oob) return undefined;
  if (negotiated) {
    const desc = 'Capabilities negotiation is already complete, command ignored';
    return { errorClass: 'CommandNotFound', desc };
  }
  const desc = checkArguments(args, capabilities);
  return desc === undefined ? undefined : { errorClass: 'GenericError', desc };
}

function checkArguments(
  args: Readonly<Record<string, unknown>>,
  capabilities: readonly string[],
): string | undefined {
  const unexpected = Object.keys(args).find((name) => name !== 'enable');
  if (unexpected !== undefined) return `Parameter '${unexpected}' is unexpected`;
  const { enable } = args;
  if (enable === undefined) return undefined;
  if (!Array.isArray(enable)) return "Invalid parameter type for 'enable', expected: array";
  const names = enable.map((name: unknown) => (typeof name === 'string' ? name : JSON.stringify(name)));
  const unknown = names.find((name) => !capabilities.includes(name));
  return unknown === undefined ? undefined : `Parameter 'enable' does not accept value '${unknown}'`;
}
