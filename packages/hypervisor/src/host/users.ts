import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { HostUser } from './host.ts';

/** Asks the name service switch: users may live in other places than /etc/passwd. */
export async function lookUpUser(nameOrUid: string): Promise<HostUser | undefined> {
  const entry = await promisify(execFile)('getent', ['passwd', '--', nameOrUid]).then(
    ({ stdout }) => stdout,
    () => '',
  );
  const [name = '', , uid, gid] = entry.split('\n')[0]?.split(':') ?? [];
  return name === '' ? undefined : { name, uid: Number(uid), gid: Number(gid) };
}
