/**
 * Of QMP, what changes something; the rest are questions, which everybody asks as they like. Without `quit`: Ganeti ends
 * a guest by its process, and so its end is what is compared.
 */
export const changingCommands: ReadonlySet<string> = new Set([
  'balloon',
  'block_resize',
  'blockdev-add',
  'blockdev-del',
  'cont',
  'device_add',
  'device_del',
  'netdev_add',
  'netdev_del',
  'set_link',
  'set_password',
  'stop',
  'system_powerdown',
  'system_reset',
]);
