/** A value of a QEMU option: `undefined` leaves the key out. */
export type OptionValue = string | number | boolean | undefined;

/**
 * Renders QEMU's `key=value,key=value` option string: commas in values are doubled (the only escape that
 * `util/keyval.c` and `util/qemu-option.c` know), booleans are `on` and `off`.
 * @param first a leading value without a key, as in `-device virtio-blk-pci,id=…`.
 */
export function renderOptions(
  first: string | undefined,
  options: Readonly<Record<string, OptionValue>>,
): string {
  const parts = first === undefined ? [] : [escapeComma(first)];
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined) continue;
    parts.push(`${key}=${typeof value === 'boolean' ? (value ? 'on' : 'off') : escapeComma(String(value))}`);
  }
  return parts.join(',');
}

/**
 * The same where the first value is any text, and `key` is the key that QEMU implies for it: QEMU takes what stands
 * before a `=` for a key (`get_opt_name_value` in `util/qemu-option.c`), so such a value is written with its own.
 */
export function renderImplied(
  key: string,
  value: string,
  options: Readonly<Record<string, OptionValue>>,
): string {
  const looksLikeKey = /^[^,]*=/.test(value);
  return looksLikeKey
    ? renderOptions(undefined, { [key]: value, ...options })
    : renderOptions(value, options);
}

/** Renders members of any depth as JSON, in which nothing is special to QEMU (`-blockdev` from 2.9 on). */
export function renderNested(members: object): string {
  return JSON.stringify(members);
}

function escapeComma(text: string): string {
  return text.replaceAll(',', ',,');
}
