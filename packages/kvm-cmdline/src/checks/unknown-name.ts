import type { Argument } from '../argument.ts';
import { CapabilityError } from '../errors.ts';
import { closestName } from '../text-rules.ts';

/**
 * The refusal of a name that a QEMU has not, by the setting behind it.
 * @param what the name and what it is: `device virtio-blk-cpi`
 * @param known what it may have been meant for
 */
export function unknownName(
  { origin }: Pick<Argument, 'origin'>,
  what: string,
  name: string,
  known: Iterable<string>,
): CapabilityError {
  // Of so few letters everything is near.
  const closest = name.length < 5 ? undefined : closestName(name, [...known]);
  const hint = closest === undefined ? '' : `; did you mean ${closest}?`;
  return new CapabilityError(origin, `this QEMU knows no ${what}${hint}`);
}
