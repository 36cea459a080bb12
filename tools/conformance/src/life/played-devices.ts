export type Arguments = Readonly<Record<string, unknown>>;
export type Command = (args: Arguments) => object | Promise<object>;

/** What a QEMU says and does of its devices and block nodes; the guest lets go of a device at once. */
export function deviceCommands(
  argv: readonly string[],
  emit: (event: string, data: Arguments) => void,
): Readonly<Record<string, Command>> {
  const devices = new Set(idsIn(argv, '-device', 'id'));
  const nodes = new Set(idsIn(argv, '-blockdev', 'node-name'));
  let sets = 0;
  return {
    'add-fd': () => ({ 'fdset-id': ++sets, fd: 10 }),
    'remove-fd': nothing,
    'query-fdsets': () => [],
    'blockdev-add': (args) => {
      nodes.add(String(args['node-name']));
      return {};
    },
    'blockdev-del': (args) => {
      nodes.delete(String(args['node-name']));
      return {};
    },
    'query-named-block-nodes': () =>
      [...nodes].map((name) => ({ 'node-name': name, image: { 'virtual-size': 0 } })),
    block_resize: nothing,
    getfd: nothing,
    closefd: nothing,
    netdev_add: nothing,
    netdev_del: nothing,
    set_link: nothing,
    device_add: ({ id }) => {
      devices.add(String(id));
      return {};
    },
    // The effect alone, of which a case may have QEMU tell otherwise; no command of QEMU's.
    device_out: ({ id }) => {
      devices.delete(String(id));
      return {};
    },
    device_del: ({ id }) => {
      devices.delete(String(id));
      setImmediate(() => emit('DEVICE_DELETED', { device: id, path: `/machine/peripheral/${String(id)}` }));
      return {};
    },
    'qom-list': () => [...devices].map((name) => ({ name, type: 'child<device>' })),
  };
}

const nothing: Command = () => ({});

function idsIn(argv: readonly string[], option: string, key: string): string[] {
  const pattern = new RegExp(String.raw`\b${key}"?[=:]"?([\w.-]+)`);
  return argv.flatMap((word, index) => (argv[index - 1] === option ? (pattern.exec(word)?.[1] ?? []) : []));
}
