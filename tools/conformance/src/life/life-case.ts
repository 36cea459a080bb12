import * as v from 'valibot';

const event = v.object({ event: v.string(), data: v.optional(v.record(v.string(), v.unknown()), {}) });
const reply = v.object({
  return: v.optional(v.unknown()),
  error: v.optional(v.object({ class: v.string(), desc: v.string() })),
  close: v.optional(v.boolean(), false),
  events_before: v.optional(v.array(event), []),
  events_after: v.optional(v.array(event), []),
});

/** How the monitors of a case's QEMU are. */
const monitors = v.object({
  version: v.optional(v.array(v.number()), [7, 2, 22]),
  package: v.optional(v.string(), ''),
  no_commands: v.optional(v.array(v.string()), []),
  greeting: v.optional(v.unknown()),
  pre_greeting: v.optional(v.array(event), []),
  absent: v.optional(v.boolean(), false),
  powerdown_stops: v.optional(v.boolean(), false),
  replies: v.optional(v.record(v.string(), v.array(reply)), {}),
});

/** How a program of a case ends; null where it does well. */
const ending = v.object({
  fail: v.optional(v.boolean(), false),
  dead: v.optional(v.boolean(), false),
  exit: v.optional(v.number()),
  signal: v.optional(v.number()),
  output: v.optional(v.string(), ''),
});

const environment = v.object({
  cpu_count: v.optional(v.number(), 4),
  daemon_util_exit: v.optional(v.number(), 0),
  exec: v.optional(ending, {}),
  ip_link: v.optional(v.nullable(v.string()), ''),
  kvmd_alive: v.optional(v.boolean(), false),
  memory_free: v.optional(v.number(), 1_048_576),
  memory_total: v.optional(v.number(), 2_097_152),
  nic_script: v.optional(ending, {}),
  pgrep_exit: v.optional(v.number()),
  primary_ip_family: v.optional(v.picklist([2, 10]), 2),
  qmp: v.optional(monitors, {}),
  tap_fail: v.optional(v.boolean(), false),
  uid_pool: v.optional(v.string(), ''),
  uids_used: v.optional(v.array(v.number()), []),
  unkillable: v.optional(v.boolean(), false),
  users: v.optional(v.record(v.string(), v.number()), { nobody: 65_534, kvmuser: 1001 }),
});

const lifeCase = v.object({ env: v.optional(environment, {}) });

export type LifeEnvironment = v.InferOutput<typeof environment>;
export type MonitorsOfCase = v.InferOutput<typeof monitors>;
export type Ending = v.InferOutput<typeof ending>;

/** The host of a case, with all that it does not say filled in. */
export function environmentOf(given: object): LifeEnvironment {
  return v.parse(lifeCase, given).env;
}
