import { expect, test } from 'vitest';

import { redact } from './redact.ts';

test.each<[title: string, message: unknown, shown: unknown]>([
  [
    'the password of a display',
    { execute: 'set_password', arguments: { protocol: 'vnc', password: 'hunter2' }, id: 1 },
    { execute: 'set_password', arguments: { protocol: 'vnc', password: '***' }, id: 1 },
  ],
  [
    'the data of a secret object',
    { execute: 'object-add', arguments: { 'qom-type': 'secret', id: 's', data: 'hunter2' } },
    { execute: 'object-add', arguments: { 'qom-type': 'secret', id: 's', data: '***' } },
  ],
  [
    'the data of a secret object of QEMU 5.2, which lies in props',
    { execute: 'object-add', arguments: { 'qom-type': 'secret', id: 's', props: { data: 'hunter2' } } },
    { execute: 'object-add', arguments: { 'qom-type': 'secret', id: 's', props: { data: '***' } } },
  ],
  [
    'the password in a URL, wherever it stands',
    { a: [{ url: 'https://user:hunter2@host/disk.img' }], b: 'from ftp://user@host to ftp://host' },
    { a: [{ url: 'https://***@host/disk.img' }], b: 'from ftp://***@host to ftp://host' },
  ],
  [
    'the password among the words of a human command',
    { 'command-line': 'change vnc password hunter2' },
    { 'command-line': 'change ***' },
  ],
  ['what send-key types', { keys: [{ type: 'qcode', data: 'a' }] }, { keys: '***' }],
  ['a cookie', { driver: 'https', cookie: 'hunter2' }, { driver: 'https', cookie: '***' }],
])('%s is masked', (_title, message, shown) => {
  expect(redact(message)).toEqual(shown);
});

test.each([
  { execute: 'blockdev-add', arguments: { driver: 'luks', 'key-secret': 'the-id-of-a-secret' } },
  { 'command-line': 'info status' },
  { 'qom-type': 'iothread', data: 1 },
  { return: [1, null, true, 'a@b', 'file:///a/b@c'] },
])('what is no secret stays as it is: %j', (message) => {
  expect(redact(message)).toEqual(message);
});
