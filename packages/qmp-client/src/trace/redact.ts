import { isRecord } from '../wire/json.ts';

const mask = '***';

/**
 * Members whose value is a secret wherever it stands: `password` (set_password, change-vnc-password,
 * guest-set-user-password), `cookie` (qapi/block-core.json BlockdevOptionsCurl), the older spellings `passwd` and
 * `passphrase`, what send-key types, and what guest-exec hands to its program. Members that end in `-secret` hold the
 * id of a secret, which is none.
 */
const secretMembers: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'passphrase',
  'cookie',
  'keys',
  'input-data',
  'env',
]);

/** Secret only below `qom-type: secret` (object-add); until QEMU 5.2 they lie in `props`. */
const membersOfSecretObjects: ReadonlySet<string> = new Set(['data', 'iv']);

/** `user:password@` of a URL, as in the `url` or `filename` of a block device. */
const userInformation = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi;

/** Commands of the human monitor with a password among their words. */
const humanCommandWithSecret = /^(\s*(?:set_password|change|object_add|sendkey)\b).*$/s;

/** A copy of a message, or of any part of one, with its secrets replaced by `***`. */
export function redact(value: unknown, isSecretObject = false): unknown {
  if (typeof value === 'string') return value.replace(userInformation, `$1${mask}@`);
  if (Array.isArray(value)) return value.map((element) => redact(element));
  if (!isRecord(value)) return value;
  const belowSecret = isSecretObject || String(value['qom-type']).startsWith('secret');
  const isSecret = (name: string): boolean =>
    secretMembers.has(name) || (belowSecret && membersOfSecretObjects.has(name));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (isSecret(name)) return [name, mask];
      if (name === 'command-line' && typeof member === 'string')
        return [name, member.replace(humanCommandWithSecret, `$1 ${mask}`)];
      return [name, redact(member, belowSecret)];
    }),
  );
}
