import type { MemberGroup } from './member.ts';
import { classMethods } from './members/class-methods.ts';
import { classVariables } from './members/class-variables.ts';
import { instanceMethods } from './members/instance-methods.ts';
import { staticMethods } from './members/static-methods.ts';

/** Every member, in the order of the seed; what it inherits from Python's `object` is left out. */
export const memberGroups: readonly MemberGroup[] = [
  { title: 'Instance methods', members: instanceMethods },
  { title: 'Class methods', members: classMethods },
  { title: 'Static methods', members: staticMethods },
  { title: 'Class variables', members: classVariables },
];
