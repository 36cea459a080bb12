/** What the command line of a QEMU says of its guest; what it does not say in an understood form is left out. */
export interface GuestCommandLine {
  readonly name?: string;
  readonly memoryMiB?: number;
  readonly vcpus?: number;
  /** As it is written there. */
  readonly pidFile?: string;
  /** Where one is named alone: QEMU takes no other then, and does not start without it. */
  readonly accelerator?: 'kvm' | 'tcg';
}

/** Reads a command line, as in `/proc/PID/cmdline`; never throws, whatever process it is of. */
export function parseGuestCommandLine(argv: readonly string[]): GuestCommandLine {
  const values = new Map<string, string>();
  for (let index = 0; index < argv.length - 1; index += 1) {
    const [option = '', value = ''] = argv.slice(index, index + 2);
    if (!options.has(option)) continue;
    // As in QEMU, the last one counts.
    values.set(option, value);
    index += 1;
  }
  const name = valueOf(values.get('-name'), 'guest');
  const memoryMiB = parseMemory(valueOf(values.get('-m'), 'size'));
  const vcpus = parseCount(valueOf(values.get('-smp'), 'cpus'));
  const pidFile = values.get('-pidfile');
  const accelerator = acceleratorOf(argv);
  return {
    ...(name === undefined ? {} : { name }),
    ...(memoryMiB === undefined ? {} : { memoryMiB }),
    ...(vcpus === undefined ? {} : { vcpus }),
    ...(pidFile === undefined ? {} : { pidFile }),
    ...(accelerator === undefined ? {} : { accelerator }),
  };
}

const options: ReadonlySet<string> = new Set(['-name', '-m', '-smp', '-pidfile']);

/** Only by `-machine`, of which the last that names one counts (`system/vl.c`): other options would say it otherwise. */
function acceleratorOf(argv: readonly string[]): 'kvm' | 'tcg' | undefined {
  if (argv.some((argument) => /^--?(?:accel|enable-kvm|readconfig)$/.test(argument))) return undefined;
  const found = argv.flatMap((argument, index) =>
    /^--?(?:machine|M)$/.test(argument) ? (valueOf(argv[index + 1], 'accel', 'named') ?? []) : [],
  );
  const last = found.at(-1);
  return last === 'kvm' || last === 'tcg' ? last : undefined;
}

/** The value of a key, which the first member of an option may leave out: `web1,debug-threads=on`, `guest=web1`. */
function valueOf(
  option: string | undefined,
  key: string,
  where: 'named or first' | 'named' = 'named or first',
): string | undefined {
  const found = membersOf(option ?? '').flatMap((member, index) => {
    if (member.startsWith(`${key}=`)) return [member.slice(key.length + 1)];
    return where !== 'named' && index === 0 && !member.includes('=') ? [member] : [];
  });
  return found.at(-1);
}

/** In QEMU's option strings a comma that belongs to a value is doubled (`util/qemu-option.c`, get_opt_value). */
function membersOf(option: string): string[] {
  const members = option.match(/(?:[^,]|,,)+/g) ?? [];
  return members.map((member) => member.replaceAll(',,', ','));
}

function parseCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

const bytesPerUnit: Readonly<Record<string, number>> = {
  b: 1,
  k: 2 ** 10,
  m: 2 ** 20,
  g: 2 ** 30,
  t: 2 ** 40,
};

/** A size of QEMU's: MiB unless it has a suffix. */
function parseMemory(text: string | undefined): number | undefined {
  const [, digits, unit = 'm'] = /^(\d{1,12}(?:\.\d{1,12})?)([bkmgt])?$/i.exec(text ?? '') ?? [];
  const bytes = bytesPerUnit[unit.toLowerCase()];
  return digits === undefined || bytes === undefined
    ? undefined
    : Math.floor((Number(digits) * bytes) / 2 ** 20);
}
