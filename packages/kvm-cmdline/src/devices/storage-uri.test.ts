import { expect, test } from 'vitest';

import { parseStorageUri, type ProtocolNode } from './storage-uri.ts';

test.for<[uri: string, node: ProtocolNode]>([
  ['rbd:rbd/image1', { driver: 'rbd', pool: 'rbd', image: 'image1' }],
  ['rbd:p/a.b-c.rbd.disk0', { driver: 'rbd', pool: 'p', image: 'a.b-c.rbd.disk0' }],
  ['rbd:rbd/image1:id=ganeti', { driver: 'rbd', pool: 'rbd', image: 'image1', user: 'ganeti' }],
  [
    'gluster://192.0.2.9:24007/vol/a/b,c',
    {
      driver: 'gluster',
      server: [{ type: 'inet', host: '192.0.2.9', port: '24007' }],
      volume: 'vol',
      path: 'a/b,c',
    },
  ],
  [
    'gluster://[2001:db8::9]:24007/vol/x',
    {
      driver: 'gluster',
      server: [{ type: 'inet', host: '2001:db8::9', port: '24007' }],
      volume: 'vol',
      path: 'x',
    },
  ],
  ['nbd://host', { driver: 'nbd', server: { type: 'inet', host: 'host', port: '10809' } }],
  [
    'nbd://[::1]:10810/my%20disk',
    { driver: 'nbd', server: { type: 'inet', host: '::1', port: '10810' }, export: 'my disk' },
  ],
  [
    'nbd+unix:///disk?socket=/run/a%2Cb.sock',
    { driver: 'nbd', server: { type: 'unix', path: '/run/a,b.sock' }, export: 'disk' },
  ],
  ['nbd+unix:///?socket=/run/a', { driver: 'nbd', server: { type: 'unix', path: '/run/a' } }],
  [
    'iscsi://192.0.2.9:3260/iqn.2001-04.com.example%3Astorage/1',
    {
      driver: 'iscsi',
      transport: 'tcp',
      portal: '192.0.2.9:3260',
      target: 'iqn.2001-04.com.example:storage',
      lun: 1,
    },
  ],
])('%s is a storage that QEMU reaches by itself', ([uri, node]) => {
  expect(parseStorageUri(uri)).toEqual(node);
});

test.for([
  '',
  '/srv/disk',
  'rbd:img',
  'rbd:pool/img@snap',
  'rbd:pool/img:conf=/x',
  'rbd:pool/img\n',
  'rbd:a/b/c',
  'gluster://h:1/vol/x\n',
  'gluster://h:1/vol/x\u2028y',
  'gluster://h/vol/x',
  'gluster://Host:1/vol/x',
  'gluster://h:0/vol/x',
  'gluster://h:65536/vol/x',
  'gluster+tcp://h:1/vol/x',
  'nbd://user:secret@host/a',
  'nbd://host/%zz',
  'nbd://host/%00',
  'nbd:host:10809',
  'nbd+unix:///a?socket=relative',
  'nbd+unix:///a',
  'iscsi://user%secret@host/target/1',
  'iscsi://host/target',
  'iscsi://host/target/256',
  'http://host/a',
  'rbd:pool/a\0',
])('%j is none', (uri) => {
  expect(parseStorageUri(uri)).toBeUndefined();
});
