/** What `inet_pton(AF_INET)` takes: four decimal numbers without leading zeros. */
export function isIpv4Address(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

/** What `inet_pton(AF_INET6)` takes: no zone, and one `::` at most, which stands for a group at least. */
export function isIpv6Address(text: string): boolean {
  const last = text.slice(text.lastIndexOf(':') + 1);
  if (last.includes('.') && !isIpv4Address(last)) return false;
  const hexadecimal = last.includes('.') ? `${text.slice(0, -last.length)}0:0` : text;
  const halves = hexadecimal.split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const fits = halves.length === 1 ? groups.length === 8 : halves.length === 2 && groups.length < 8;
  return fits && groups.every((group) => /^[\da-f]{1,4}$/i.test(group));
}
