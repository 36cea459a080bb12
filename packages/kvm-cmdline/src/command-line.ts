import { argument, type Argument } from './argument.ts';
import { renderImplied, renderOptions } from './option-string.ts';
import type { InstanceRuntime } from './runtime.ts';

/** What only the host that executes a runtime knows. */
export interface Execution {
  readonly accelerator: 'kvm' | 'tcg';
  /** Files that QEMU makes; every path at most 107 bytes where it is a socket. */
  readonly paths: {
    readonly pidFile: string;
    readonly monitor: string;
    readonly serial: string;
    /** The three QMP monitors: short leases, the one long operation, the watcher. */
    readonly qmp: string;
    readonly job: string;
    readonly kvmd: string;
  };
  /** Whether QEMU confines itself with seccomp (`-sandbox`). */
  readonly sandbox: boolean;
}

/** Every option of the command line with its origin; QEMU always starts frozen (`-S`). */
export function buildArguments(runtime: InstanceRuntime, execution: Execution): Argument[] {
  const { paths } = execution;
  return [
    ...runtime.arguments,
    machineArgument(runtime, execution),
    argument('-S', undefined, 'start'),
    argument('-pidfile', paths.pidFile, 'runtime directory'),
    argument('-monitor', socket(paths.monitor), 'runtime directory'),
    argument('-serial', socket(paths.serial), 'hvparams.serial_console'),
    ...[paths.qmp, paths.job, paths.kvmd].map((path) => argument('-qmp', socket(path), 'runtime directory')),
    ...(execution.sandbox ? [argument('-sandbox', sandbox, 'sandbox')] : []),
  ];
}

/** The whole command: the binary, then its arguments. Same input, same output. */
export function buildCommandLine(runtime: InstanceRuntime, execution: Execution): readonly string[] {
  const options = buildArguments(runtime, execution).flatMap(({ option, value }) =>
    value === undefined ? [option] : [option, value],
  );
  return [runtime.instance.hvparams.kvm_path, ...options];
}

// Nothing a guest's QEMU does in its life needs these; `elevateprivileges=deny` holds because QEMU is not asked
// to change its user (docs/decisions/0003-detached-start.md).
const sandbox = 'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny';

// The accelerator goes into -machine: with `-accel` beside it, a kvm_path that is a wrapper around
// `-enable-kvm` would be refused ("The -accel and \"-machine accel=\" options are incompatible").
function machineArgument({ instance, machineType }: InstanceRuntime, { accelerator }: Execution): Argument {
  const acpi = instance.hvparams.acpi ? undefined : false;
  return argument(
    '-machine',
    renderOptions(machineType, { acpi, accel: accelerator }),
    'hvparams.machine_version',
  );
}

function socket(path: string): string {
  return `unix:${renderImplied('path', path, { server: true, wait: false })}`;
}
