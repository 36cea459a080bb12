/*
Options that have names of their own for devices: QEMU lists the names nowhere, but the devices behind them.
*/
import type { Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import { optionMembers } from '../option-members.ts';
import { unknownName } from './unknown-name.ts';

/** `-vga`. @throws {CapabilityError} `QEMU_UNSUITABLE` */
export function checkGraphicsCard(argument: Argument, name: string, capabilities: QemuCapabilities): void {
  if (name === 'none') return;
  checkName(argument, { what: 'graphics card', name, devices: graphicsCards }, capabilities);
}

/** `-soundhw`, a list. @throws {CapabilityError} `QEMU_UNSUITABLE` */
export function checkSoundCards(argument: Argument, names: string, capabilities: QemuCapabilities): void {
  if (names === 'all') return;
  for (const name of names.split(',')) {
    checkName(argument, { what: 'sound card', name, devices: soundCards }, capabilities);
  }
}

/** The `model` of `-audio`. @throws {CapabilityError} `QEMU_UNSUITABLE` */
export function checkAudioModel(argument: Argument, value: string, capabilities: QemuCapabilities): void {
  const name = optionMembers(value).find(({ key }) => key === 'model')?.value;
  if (name === undefined) return;
  checkName(argument, { what: 'sound card', name, devices: audioModels }, capabilities);
}

/** `-usbdevice`. @throws {CapabilityError} `QEMU_UNSUITABLE` */
export function checkUsbDevice(argument: Argument, name: string, capabilities: QemuCapabilities): void {
  // Before 6.0 there were more, with parameters (`host:1.2`, docs/about/removed-features.rst).
  if (capabilities.version.major < 6 && !(name in usbDevices)) return;
  checkName(argument, { what: 'USB device', name, devices: usbDevices }, capabilities);
}

/** The model of `-cpu`; what follows it are features. @throws {CapabilityError} `QEMU_UNSUITABLE` */
export function checkProcessor(argument: Argument, value: string, { deviceTypes }: QemuCapabilities): void {
  const [model = ''] = value.split(',');
  const models = deviceTypes.flatMap((type) => processorType.exec(type)?.[1] ?? []);
  if (models.length === 0 || models.includes(model)) return;
  throw unknownName(argument, `processor ${model}`, model, models);
}

// A type of processor is named after its model and QEMU's architecture: `qemu64-x86_64-cpu` (target/i386/cpu-qom.h).
const processorType = /^(.+)-x86_64-cpu$/;

// `vga_interfaces` of system/vl.c, but for what only other architectures have.
const graphicsCards = {
  std: 'VGA',
  cirrus: 'cirrus-vga',
  vmware: 'vmware-svga',
  qxl: 'qxl-vga',
  virtio: 'virtio-vga',
} as const;

// `audio_register_model` of hw/audio.
const audioModels = {
  ac97: 'AC97',
  adlib: 'adlib',
  cs4231a: 'cs4231a',
  es1370: 'ES1370',
  gus: 'gus',
  hda: 'intel-hda',
  sb16: 'sb16',
  virtio: 'virtio-sound-pci',
} as const;

// The speaker is a part of every PC, and no device that could be asked for.
const soundCards = { ...audioModels, pcspk: undefined } as const;

// `usb_legacy_register` of hw/usb.
const usbDevices = {
  mouse: 'usb-mouse',
  tablet: 'usb-tablet',
  keyboard: 'usb-kbd',
  'wacom-tablet': 'usb-wacom-tablet',
  braille: 'usb-braille',
} as const;

function checkName(
  argument: Argument,
  asked: {
    readonly what: string;
    readonly name: string;
    readonly devices: Readonly<Record<string, string | undefined>>;
  },
  { deviceTypes }: QemuCapabilities,
): void {
  const { what, name, devices } = asked;
  // A QEMU that cannot list its devices may have them.
  if (deviceTypes.length === 0) return;
  const isThere = (type: string | undefined): boolean => type === undefined || deviceTypes.includes(type);
  if (Object.hasOwn(devices, name) && isThere(devices[name])) return;
  const known = Object.keys(devices).filter((other) => isThere(devices[other]));
  throw unknownName(argument, `${what} ${JSON.stringify(name)}`, name, known);
}
