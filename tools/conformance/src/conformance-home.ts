import { resolve } from 'node:path';

/** Where the recorded cases lie unless the command line says otherwise. */
export function conformanceHome(): string {
  const repository = resolve(import.meta.dirname, '../../..');
  return process.env['KVMKIT_CONFORMANCE'] ?? resolve(repository, '../shared/conformance');
}
