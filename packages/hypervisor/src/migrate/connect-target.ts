import type { TargetNode } from './target-node.ts';

/**
 * The host that a guest is to go to: `ssh://[USER@]HOST[:PORT][/ROOT]`, where `kvmkit agent` is run over ssh, which
 * must not have to ask anything; or `command:COMMAND`, whose standard streams are those of an agent. Disposing ends it.
 * @throws {TypeError} for any other; `TARGET_UNREACHABLE` with the command's own words; `TARGET_REFUSED` for an agent
 * of another version
 */
export async function connectTarget(target: string): Promise<TargetNode & AsyncDisposable> {
  const { connectAgent } = await import('./agent/connect-agent.ts');
  return connectAgent(target);
}
