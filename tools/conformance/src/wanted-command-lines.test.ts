// One table of all that is meant between command lines, hence its length.
import { expect, test } from 'vitest';

import { argvMeaning } from './argv-meaning.ts';
import type { ConformanceCase, Recorded } from './conformance-case.ts';
import type { Answer, Mode } from './group.ts';
import { judge, type Verdict } from './judge.ts';
import { withArgv } from './recorded-argv.ts';
import { wantedCommandLines } from './wanted-command-lines.ts';
import * as v from 'valibot';

interface Meant {
  /** How the reason begins. */
  readonly reason: string;
  readonly asked: object;
  /** Ganeti's options, or its error. */
  readonly theirs: string | { readonly error: string; readonly python_error?: boolean };
  /** The options that are wanted of kvmkit, or the rule that it refuses for. */
  readonly ours: string | { readonly rule: string; readonly message?: string };
}

const hv = (hvparams: object): object => ({ hvparams });
const on = (kvm: string, more: object = {}): object => ({ env: { kvm }, ...more });
const crossing = { rule: 'hvparams.disk_aio native-aio-needs-no-cache' };
const bug = (flag: string, more: object = {}): object => ({ flags: [`ganeti-bug:${flag}`], ...more });
const node = 'driver=raw,node-name=disk-1,discard=unmap,cache.direct=on,file.filename=/d,file.aio=native';

const table: readonly Meant[] = [
  {
    reason: 'QEMU takes a UUID',
    asked: { instance: { uuid: 'short' } },
    theirs: '-uuid short',
    ours: { rule: 'uuid' },
  },
  {
    reason: 'an alias is another machine',
    asked: hv({ machine_version: 'pc' }),
    theirs: '-machine pc,accel=kvm',
    ours: '-machine pc-i440fx-7.2,accel=kvm',
  },
  {
    reason: 'kvm_flag "disabled" is TCG',
    asked: hv({ kvm_flag: 'disabled' }),
    theirs: '-machine pc-i440fx-7.2',
    ours: '-machine pc-i440fx-7.2,accel=tcg',
  },
  {
    reason: 'a root that is not set',
    asked: hv({ kernel_path: '/k', root_path: null }),
    theirs: '-append root=None|ro',
    ours: '-append ro',
  },
  {
    reason: 'a blank after a comma',
    asked: hv({ usb_devices: 'tablet, mouse' }),
    theirs: '-usbdevice tablet -usbdevice |mouse',
    ours: '-usbdevice tablet -usbdevice mouse',
  },
  {
    reason: 'nothing between two commas',
    asked: hv({ usb_devices: 'tablet,,mouse' }),
    theirs: '-usbdevice tablet',
    ours: { rule: 'hvparams.usb_devices' },
  },
  {
    reason: 'QEMU takes one card',
    asked: hv({ soundhw: 'hda,sb16' }),
    theirs: '-audio driver=none',
    ours: { rule: 'hvparams.soundhw' },
  },
  {
    reason: 'an option that the help',
    asked: hv({ kvm_extra: '-nonsense' }),
    theirs: '-nonsense',
    ours: { rule: 'hvparams.kvm_extra', message: 'hvparams.kvm_extra: this QEMU knows no option -nonsense' },
  },
  {
    reason: 'a processor, a card or a USB device',
    asked: hv({ cpu_type: 'Nonsense,+vmx' }),
    theirs: '-cpu Nonsense,+vmx',
    ours: { rule: 'hvparams.cpu_type', message: 'hvparams.cpu_type: this QEMU knows no processor Nonsense' },
  },
  {
    reason: 'an interface without IPv4',
    asked: bug('vnc-interface-without-ipv4'),
    theirs: '-vnc unix:eth0/i.vnc',
    ours: '-vnc [2001:db8::6]:5100',
  },
  {
    reason: 'a directory of sockets is a place for VNC',
    asked: bug('vnc-path-unreachable', hv({ vnc_bind_address: '/run/vnc' })),
    theirs: { error: 'path joining', python_error: true },
    ours: '-vnc unix:/run/vnc/i.vnc',
  },
  { reason: 'parameters that contradict', asked: {}, theirs: '-m 128', ours: crossing },
  {
    reason: 'QEMU takes no empty value',
    asked: hv({ disk_aio: '' }),
    theirs: '-m 128',
    ours: { rule: 'hvparams.disk_aio' },
  },
  {
    reason: 'a comma in a value',
    asked: bug('comma-escaping'),
    theirs: '-blockdev driver=raw,file.filename=/a,b',
    ours: '-blockdev driver=raw,file.filename=/a,,b',
  },
  {
    reason: 'an interface without any address',
    asked: bug('vnc-interface-without-ipv4'),
    theirs: '-vnc unix:eth0/i.vnc',
    ours: { rule: 'hvparams.vnc_bind_address' },
  },
  {
    reason: 'VNC and SPICE need a port',
    asked: { instance: { network_port: null } },
    theirs: '-vnc none',
    ours: { rule: 'network_port' },
  },
  {
    reason: 'a machine without a PCI bus',
    asked: hv({ machine_version: 'microvm' }),
    theirs: '-machine microvm',
    ours: { rule: 'hvparams.machine_version' },
  },
  {
    reason: 'an FTP URL',
    asked: bug('ftp-as-http'),
    theirs: '-blockdev driver=raw,file.driver=http',
    ours: '-blockdev driver=raw,file.driver=ftp',
  },
  {
    reason: 'a list of servers',
    asked: bug('gluster-server-list'),
    theirs: "-blockdev driver=raw,file.server=[{'type':|'inet',|'host':|'h',|'port':|'24007'}]",
    ours: '-blockdev {"driver":"raw","file":{"server":[{"type":"inet","host":"h","port":"24007"}]}}',
  },
  {
    reason: 'a QEMU without -qmp',
    asked: bug('needs-qmp'),
    theirs: '-m 128',
    ours: { rule: 'runtime directory' },
  },
  {
    reason: 'QEMU 11 has -run-with',
    asked: on('11.0-synth'),
    theirs: '-runas u -chroot /c',
    ours: '-run-with user=u,chroot=/c',
  },
  {
    reason: 'the receiving QEMU',
    asked: {},
    theirs: '-no-acpi -machine pc-i440fx-7.2',
    ours: '-machine pc-i440fx-7.2,acpi=off',
  },
  {
    reason: 'a machine that the receiving QEMU',
    asked: {},
    theirs: '-machine pc-i440fx-10.0',
    ours: { rule: 'hvparams.machine_version' },
  },
  {
    reason: 'a QEMU without -blockdev',
    asked: on('1.0'),
    theirs: `-device virtio-blk-pci,drive=disk-1,write-cache=on -blockdev ${node}`,
    ours: '-device virtio-blk-pci,drive=disk-1 -drive file=/d,format=raw,if=none,cache=none,aio=native,discard=unmap,id=disk-1',
  },
  {
    reason: 'a device that this QEMU does not list',
    asked: on('1.1.2'),
    theirs: '-device virtio-serial-pci',
    ours: { rule: 'hvparams.spice_use_vdagent' },
  },
  {
    reason: 'io_uring is asked of the QEMU that will run',
    asked: { ...hv({ kvm_path: '/k' }), env: { kvm: '7.2', default_kvm: '4.2-synth' } },
    theirs: { error: 'At least QEMU 5.0 required' },
    ours: '-m 128',
  },
  {
    reason: 'commands of the guest go',
    asked: hv({ disk_type: 'scsi-block' }),
    theirs: '-device scsi-block,channel=0,write-cache=on',
    ours: '-device scsi-block,channel=0',
  },
  {
    reason: 'a SCSI CD-ROM has an address',
    asked: hv({ disk_type: 'scsi-cd' }),
    theirs: '-device scsi-cd,drive=cdrom1',
    ours: '-device scsi-cd,drive=cdrom1,scsi-id=15',
  },
  {
    reason: 'the user in the URI',
    asked: { disks: [{ uri: 'rbd:p/i:id=u' }] },
    theirs: { error: 'Unsupported storage URI scheme: rbd:p/i:id=u' },
    ours: '-m 128',
  },
  {
    reason: 'a q35 has no pci.0',
    asked: hv({ machine_version: 'pc-q35-7.2' }),
    theirs: '-device e1000,id=n,bus=pci.0,addr=0xd',
    ours: '-device pcie-root-port,id=port0 -device e1000,id=n,bus=port0,addr=0x0',
  },
];

/** A bar stands for a blank within a word. */
function argvOf(options: string): readonly string[] {
  return ['/usr/bin/kvm', ...options.split(' ').map((word) => word.replaceAll('|', ' '))];
}

const mode: Mode = {
  answer: () => {
    throw new Error('nobody asks');
  },
  meaningOf: (result) => argvMeaning(v.parse(withArgv, result).argv),
};

function verdictOf({ reason, asked, theirs }: Omit<Meant, 'ours'>, ours: Meant['ours']): Verdict {
  const entry = wantedCommandLines.find((candidate) => candidate.reason.startsWith(reason));
  if (entry === undefined) throw new Error(`nothing is wanted because ${reason}`);
  const recorded: Recorded = typeof theirs === 'string' ? { argv: argvOf(theirs) } : theirs;
  const answer: Answer =
    typeof ours === 'string'
      ? { kind: 'result', result: { argv: argvOf(ours) } }
      : { kind: 'refusal', message: '', ...ours };
  const question: ConformanceCase = { id: 'own', mode: 'start', flags: [], ...asked };
  return judge({ group: entry.where.group ?? '', asked: question, recorded }, mode, answer, [entry]);
}

test.for(table)('$reason …', (meant) => {
  expect(verdictOf(meant, meant.ours)).toEqual({
    kind: 'wanted',
    reason: expect.stringMatching(new RegExp(`^${RegExp.escape(meant.reason)}`)),
  });
});

const withArgvOfGaneti = table.flatMap(({ theirs, ...meant }) =>
  typeof theirs === 'string' ? [{ ...meant, theirs }] : [],
);

test.for(withArgvOfGaneti)('$reason …: no other difference is excused', (meant) => {
  const { theirs, ours } = meant;
  const others: Meant['ours'][] = [
    `${typeof ours === 'string' ? ours : theirs} -vga std`,
    { rule: 'hvparams.vga', message: 'hvparams.vga: this QEMU knows no option -vga' },
    typeof ours === 'string' ? crossing : '-m 129',
  ];
  for (const other of others) expect(verdictOf(meant, other)).toMatchObject({ kind: 'different' });
});

test('an extra option is refused by its own name only', () => {
  const meant = table.find(({ reason }) => reason === 'an option that the help');
  if (meant === undefined) throw new Error('it is not in the table');
  const message = 'hvparams.kvm_extra: this QEMU knows no option -other';
  expect(verdictOf(meant, { rule: 'hvparams.kvm_extra', message })).toMatchObject({ kind: 'different' });
});

test.for([
  ['another file', 'file=/e,format=raw,if=none,cache=none,aio=native,discard=unmap,id=disk-1'],
  ['another cache', 'file=/d,format=raw,if=none,aio=native,discard=unmap,id=disk-1'],
  ['no discard', 'file=/d,format=raw,if=none,cache=none,aio=native,id=disk-1'],
  ['a member more', 'file=/d,format=raw,if=none,cache=none,aio=native,discard=unmap,id=disk-1,snapshot=on'],
] as const)('a drive with %s than the block node is a difference', ([, drive]) => {
  const meant = table.find(({ reason }) => reason === 'a QEMU without -blockdev');
  if (meant === undefined) throw new Error('it is not in the table');
  const ours = `-device virtio-blk-pci,drive=disk-1 -drive ${drive}`;
  expect(verdictOf(meant, ours)).toMatchObject({ kind: 'different' });
});

test('every wanted difference of command lines is in the table', () => {
  const untold = wantedCommandLines.filter(
    ({ reason }) => !table.some((meant) => reason.startsWith(meant.reason)),
  );
  expect(untold.map(({ reason }) => reason)).toEqual([]);
});
