/**
 * The members of a QEMU option string (`driver,id=a,bus=b`) in any order: a doubled comma is one of the value, a
 * member without `=` stands for itself.
 */
export function optionMembers(text: string): ReadonlySet<string> {
  const members = text.match(/(?:[^,]|,,)+/g) ?? [];
  return new Set(members.map((member) => member.replaceAll(',,', ',')));
}
