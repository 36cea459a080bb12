import type { HypervisorContext } from '../context.ts';
import { acceptGuest } from './accept-guest.ts';
import { attachGuest } from './guest-here.ts';
import { obstaclesHere } from './obstacles-here.ts';
import { startWaitingTwin } from './rehearsal/twin.ts';
import type { TargetNode } from './target-node.ts';

/** This host as one that guests move to. */
export function localNode(context: HypervisorContext): TargetNode {
  return {
    description: context.store.root,
    address: '127.0.0.1',
    accept: (name, info, options) => acceptGuest(context, name, info, options),
    attach: (name) => attachGuest(context, name),
    obstacles: (name, info) => obstaclesHere(context, name, info),
    rehearse: (name, info) => startWaitingTwin(context, name, info),
  };
}
