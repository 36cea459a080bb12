import type { RunFacts } from './cause-of-death.ts';

/** What a line of an event log says; answers, and what is no line of a log of ours, say nothing. */
export type LogLine =
  /** The first line of a run: QEMU is there. */
  | { readonly kind: 'greeting'; readonly qemuVersion: string }
  | ({ readonly kind: 'event' } & MonitorEvent)
  /** What was known of the run when the log was cut here. */
  | { readonly kind: 'facts'; readonly facts: RunFacts };

/** An event as QEMU raised it. */
export interface MonitorEvent {
  /** QEMU's own name of it: `STOP`. */
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** By the host's clock; undefined where QEMU could not tell. */
  readonly at: Date | undefined;
}

/** A QEMU that a guest broke out into may write anything here, hence nothing is taken for granted. */
export function parseLogLine(text: string): LogLine | undefined {
  const line = parseObject(text);
  if (typeof line?.['event'] === 'string') {
    const { event, data, timestamp } = line;
    return { kind: 'event', event, data: isRecord(data) ? data : {}, at: parseTimestamp(timestamp) };
  }
  if (isRecord(line?.['QMP'])) return { kind: 'greeting', qemuVersion: parseVersion(line['QMP']) };
  // Every member of facts is optional.
  if (isRecord(line?.['facts'])) return { kind: 'facts', facts: line['facts'] };
  return undefined;
}

export function renderFacts(facts: RunFacts): string {
  return `${JSON.stringify({ facts })}\n`;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function parseTimestamp(timestamp: unknown): Date | undefined {
  const { seconds, microseconds } = isRecord(timestamp) ? timestamp : {};
  // Both are -1 where the host could not tell (qapi/qmp-event.c).
  if (typeof seconds !== 'number' || typeof microseconds !== 'number' || seconds < 0) return undefined;
  const at = new Date(seconds * 1000 + Math.floor(microseconds / 1000));
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function parseVersion({ version }: Readonly<Record<string, unknown>>): string {
  const { major, minor, micro } = isRecord(version) && isRecord(version['qemu']) ? version['qemu'] : {};
  return [major, minor, micro].map(String).join('.');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
