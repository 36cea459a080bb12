/** One member of an option string; the first may have no key of its own. */
export interface OptionMember {
  readonly key: string | undefined;
  readonly value: string;
}

/**
 * Takes QEMU's `key=value,key=value` apart: a doubled comma is one of the value. A member without `=` is the value of
 * the key that the option implies if it is the first, else a flag that is on.
 */
export function optionMembers(text: string): OptionMember[] {
  return splitAtCommas(text).map((member, index) => {
    const equals = member.indexOf('=');
    if (equals !== -1) return { key: member.slice(0, equals), value: member.slice(equals + 1) };
    return index === 0 ? { key: undefined, value: member } : { key: member, value: 'on' };
  });
}

function splitAtCommas(text: string): string[] {
  if (!text.includes(',,')) return text.split(',');
  const members = [''];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === ',' && text.charAt(at + 1) !== ',') {
      members.push('');
      continue;
    }
    members[members.length - 1] += character;
    if (character === ',') at += 1;
  }
  return members;
}
