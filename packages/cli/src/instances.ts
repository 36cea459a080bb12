import type { GuestInfo, InstanceInfo } from '@kvmkit/hypervisor';

import type { GlobalOptions } from './global-options.ts';
import { onTerminal, printFacts, printJson, printTable } from './output.ts';

export function printInstances(infos: readonly InstanceInfo[], { json }: GlobalOptions): void {
  if (json) {
    printJson(infos);
    return;
  }
  const rows = infos.map((info) => [
    info.name,
    colouredState(info.state),
    orDash(info.pid),
    memoryText(info),
    orDash(info.vcpus),
    orDash(info.accelerator),
    orDash(info.machineType),
  ]);
  printTable(['NAME', 'STATE', 'PID', 'MEMORY', 'VCPUS', 'ACCEL', 'MACHINE'], rows);
}

/** @param guest what the guest says of itself, where it was asked. */
export function printInstance(info: InstanceInfo, { json }: GlobalOptions, guest?: GuestInfo): void {
  if (json) {
    printJson(guest === undefined ? info : { ...info, guest });
    return;
  }
  const facts: [string, string | undefined][] = [
    ['name', info.name],
    ['uuid', orDash(info.uuid)],
    ['state', colouredState(info.state)],
    ['reason', info.reason],
    ['ended by', info.causeOfDeath],
    ['pid', orDash(info.pid)],
    ['memory', memoryText(info)],
    ['vcpus', orDash(info.vcpus)],
    ['machine', orDash(info.machineType)],
    ['accelerator', orDash(info.accelerator)],
    ['qemu', orDash(info.qemuVersion)],
    ['up', durationText(info.upTimeMs)],
    ['cpu time', durationText(info.cpuTimeMs)],
    ...(guest === undefined ? [] : guestFacts(guest)),
  ];
  printFacts(facts.filter((fact): fact is [string, string] => fact[1] !== undefined));
}

function guestFacts({ agentVersion, hostName, os, interfaces }: GuestInfo): [string, string | undefined][] {
  return [
    ['agent', printable(agentVersion)],
    ['host name', printable(hostName)],
    ['system', printable(os?.name)],
    ['kernel', printable(os?.kernelRelease)],
    ...(interfaces ?? []).map(({ name, mac, addresses }): [string, string] => [
      printable(name),
      printable([mac, ...addresses].filter((part) => part !== undefined).join(' ')),
    ]),
  ];
}

/** A guest may say anything, also what a terminal would obey. */
function printable(text = ''): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD') || '-';
}

function orDash(value: string | number | undefined): string {
  return value === undefined ? '-' : String(value);
}

function memoryText({ memoryMiB }: InstanceInfo): string {
  return memoryMiB === undefined ? '-' : `${memoryMiB} MiB`;
}

/** `3 d 4 h`, `4 h 12 min`, `12 min 3 s`, `3.2 s`: two units say enough. */
function durationText(ms: number | undefined): string | undefined {
  if (ms === undefined) return undefined;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor(ms / 1000) % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function colouredState(state: string): string {
  if (state === 'running') return onTerminal('green', state);
  if (state === 'crashed') return onTerminal('red', state);
  if (state === 'stopped' || state === 'user-shutdown') return onTerminal('gray', state);
  return onTerminal('yellow', state);
}
