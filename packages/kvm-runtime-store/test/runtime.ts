import {
  buildRuntime,
  parseCapabilities,
  parseInstanceSpec,
  placeDevices,
  type InstanceRuntime,
} from '@kvmkit/kvm-cmdline';

/** The runtime of a small instance. */
export function runtimeOf(name: string, kernelArgs = 'ro'): InstanceRuntime {
  const instance = parseInstanceSpec({
    name,
    uuid: '7b1c1f0a-5c3e-4f43-9f0e-2d1a4c2b9e10',
    hvparams: { kernel_args: kernelArgs },
    disks: [{ uuid: '932df160-7a22-4067-a566-7e0ca8386133', link: '/srv/web1.img' }],
  });
  const texts = { help: 'QEMU 7.2.22', machines: 'pc-i440fx-7.2  PC (default)', devices: '' };
  return buildRuntime(instance, placeDevices(instance), parseCapabilities(texts));
}
