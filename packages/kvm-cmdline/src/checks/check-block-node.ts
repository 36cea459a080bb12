import type { Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import { optionMembers } from '../option-members.ts';
import type { BlockdevFacts } from '../schema-facts.ts';
import { isObject, jsonObject } from './check-device.ts';
import { unknownName } from './unknown-name.ts';

/**
 * Looks up the drivers of a `-blockdev` and of the nodes below it, their members, and what `aio` and `discard` may be.
 * @throws {CapabilityError} `QEMU_UNSUITABLE`
 */
export function checkBlockNode(argument: Argument, value: string, { blockdev }: QemuCapabilities): void {
  if (blockdev === undefined) return;
  const node = value.startsWith('{') ? jsonObject(value) : dottedNode(value);
  if (node !== undefined) checkNode(argument, node, blockdev);
}

/** What is looked up of a `-blockdev`: neither how a node is called nor what file it is. */
export function blockNodeShape(value: string): string {
  return value.replaceAll(freeText, '');
}

const freeText = /"(?:node-name|filename)":"(?:[^"\\]|\\.)*"/g;

function checkNode(argument: Argument, node: Readonly<Record<string, unknown>>, facts: BlockdevFacts): void {
  const { driver } = node;
  if (typeof driver !== 'string') return;
  if (!facts.drivers.includes(driver)) {
    throw unknownName(argument, `block driver ${driver}`, driver, facts.drivers);
  }
  const members = facts.members[driver];
  for (const [key, value] of Object.entries(node)) {
    if (members !== undefined && !members.includes(key)) {
      throw unknownName(argument, `member ${key} of the block driver ${driver}`, key, members);
    }
    if (isObject(value)) {
      if (key === 'cache') checkCache(argument, value, facts.cacheMembers);
      else checkNode(argument, value, facts);
    } else if (key === 'aio' || key === 'discard') {
      checkMode(argument, key, value, key === 'aio' ? facts.aioModes : facts.discardModes);
    }
  }
}

function checkCache(argument: Argument, cache: object, members: readonly string[]): void {
  for (const key of Object.keys(cache)) {
    if (!members.includes(key)) throw unknownName(argument, `member cache.${key}`, key, members);
  }
}

function checkMode(argument: Argument, member: string, mode: unknown, modes: readonly string[]): void {
  if (typeof mode !== 'string' || modes.includes(mode)) return;
  throw unknownName(argument, `${member} ${JSON.stringify(mode)}`, mode, modes);
}

/** `driver=raw,file.driver=file` as the object that it is; a list (`server.0.host`) becomes one by its numbers. */
function dottedNode(value: string): Readonly<Record<string, unknown>> {
  const node = emptyObject();
  for (const { key = 'driver', value: leaf } of optionMembers(value)) {
    const path = key.split('.');
    const last = path.pop() ?? '';
    let parent = node;
    for (const part of path) {
      const child = parent[part];
      const next = isObject(child) ? child : emptyObject();
      parent[part] = next;
      parent = next;
    }
    parent[last] = leaf;
  }
  return node;
}

/** Without a prototype, of which a key could be the name. */
function emptyObject(): Record<string, unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.create says any
  return Object.create(null) as Record<string, unknown>;
}
