import type { DeviceKind, DiskSpec, NicSpec, PlacedDevice } from '@kvmkit/kvm-cmdline';
import type { Journal, JournalEntry, JsonValue } from '@kvmkit/kvm-runtime-store';
import { openIntents } from '@kvmkit/kvm-runtime-store/run';

/*
A change to the devices of a running guest is noted before it has an effect, and forgotten when the guest, the record
and the host say the same again:

  hot-add       a device is being added; its back end, its tap, itself may be there
  hot-del       the guest was asked for a device, which is in the record as long as it is in the guest
  nic-out       a NIC is gone from the guest; its tap and its place in the record are being given up
  reconnect     a NIC is taken down and connected as it shall be from now on
  replug        a NIC is to be in the guest again, as it shall be from now on, once the guest has let go of it

Tap files are named by the numbers of NICs, which change when one goes: `taps` says whose tap is which meanwhile.
*/

/** The names of taps by the UUIDs of their NICs. */
export type TapsByNic = Readonly<Record<string, string>>;

interface OfDevice {
  readonly uuid: string;
  /** QEMU's. */
  readonly id: string;
}

export type AdditionIntent = OfDevice & {
  readonly change: 'hot-add';
  readonly placed: PlacedDevice;
  /** Which of the disks, or of the NICs, it is to be. */
  readonly index: number;
} & (
    | { readonly type: 'disk'; readonly device: DiskSpec }
    | { readonly type: 'nic'; readonly device: NicSpec; readonly taps: TapsByNic }
  );

export interface RemovalIntent extends OfDevice {
  readonly change: 'hot-del';
  readonly type: DeviceKind;
}

export interface NicOutIntent extends OfDevice {
  readonly change: 'nic-out';
  readonly device: NicSpec;
  readonly index: number;
  readonly taps: TapsByNic;
}

export interface ReconnectIntent extends OfDevice {
  readonly change: 'reconnect';
  readonly device: NicSpec;
}

export interface ReplugIntent extends OfDevice {
  readonly change: 'replug';
  readonly device: NicSpec;
  readonly placed: PlacedDevice;
  readonly index: number;
}

export type HotplugIntent = AdditionIntent | RemovalIntent | NicOutIntent | ReconnectIntent | ReplugIntent;

/** An intent as it was noted. */
export type Noted<Intent extends HotplugIntent> = Intent & { readonly token: string };

const changes: readonly unknown[] = [
  'hot-add',
  'hot-del',
  'nic-out',
  'reconnect',
  'replug',
] satisfies HotplugIntent['change'][];

/** Notes what is about to be done; durable when it returns. */
export async function noteIntent<Intent extends HotplugIntent>(
  journal: Journal,
  intent: Intent,
): Promise<Noted<Intent>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- devices came as JSON; this leaves out what is undefined
  const facts = JSON.parse(JSON.stringify(intent)) as Readonly<Record<string, JsonValue>>;
  return { ...intent, token: await journal.append({ ...facts, kind: 'begin' }) };
}

/** Forgets an intent: all that it was about is as it shall be. */
export async function forgetIntents(
  journal: Journal,
  intents: readonly Noted<HotplugIntent>[],
): Promise<void> {
  if (intents.length === 0) return;
  const tokens = new Set(intents.map(({ token }) => token));
  await journal.compact(({ token }) => !tokens.has(token));
}

/** What was begun and of which nobody has seen the end, the oldest first. */
export async function openHotplugIntents(journal: Journal): Promise<Noted<HotplugIntent>[]> {
  return openIntents(await journal.read()).filter(isIntent);
}

function isIntent(entry: JournalEntry): entry is JournalEntry & Noted<HotplugIntent> {
  return changes.includes(entry['change']);
}

/** Forgets that a NIC is to be put in again: somebody wants something else of it, or it has not gone. */
export async function forgetReplug(journal: Journal, uuid: string): Promise<void> {
  const intents = await openHotplugIntents(journal);
  await forgetIntents(
    journal,
    intents.filter((intent) => intent.change === 'replug' && intent.uuid === uuid),
  );
}
