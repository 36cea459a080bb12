import {
  buildRuntime,
  parseCapabilities,
  parseInstanceSpec,
  placeDevices,
  SpecificationError,
} from '@kvmkit/kvm-cmdline';
import * as v from 'valibot';

import { answerOf, rulesByPattern, type Group } from '../group.ts';

const cacheCase = v.object({ cache: v.string(), dev_type: v.string() });
const blockNode = v.object({ cache: v.object({ direct: v.boolean(), 'no-flush': v.boolean() }) });

// Enough for a machine with one disk.
const texts = {
  help: 'QEMU 7.2.22\n-blockdev [driver=]driver',
  machines: 'pc-i440fx-7.2 PC (default)',
  devices: 'name "virtio-blk-pci"',
};

/** How a disk is cached, as its device and block node on the command line say. */
export const cache: Group = {
  name: 'cache',
  modes: {
    cache_settings: {
      answer: (given) => {
        const { cache: diskCache, dev_type } = v.parse(cacheCase, given);
        return answerOf(() => settingsOnCommandLine(diskCache, dev_type), ruleOfOurs);
      },
      ruleOf: rulesByPattern([[/^Invalid KVM cache setting/, 'hvparams.disk_cache']]),
    },
  },
};

function settingsOnCommandLine(diskCache: string, devType: string): object {
  const instance = parseInstanceSpec({
    name: 'inst1',
    uuid: '6d0d5e9b-a5d9-4c6f-8f43-2a4a6e0d2c11',
    hvparams: { disk_cache: diskCache },
    disks: [{ uuid: '000000d0-d15c-4000-8000-00000000abc0', dev_type: devType, link: '/srv/disk' }],
  });
  const runtime = buildRuntime(instance, placeDevices(instance), parseCapabilities(texts));
  const ofDisk = (option: string): string =>
    runtime.diskArguments.find((argument) => argument.option === option)?.value ?? '';
  const node = v.parse(blockNode, JSON.parse(ofDisk('-blockdev')));
  return {
    direct: node.cache.direct,
    no_flush: node.cache['no-flush'],
    writeback: ofDisk('-device').split(',').includes('write-cache=on'),
  };
}

function ruleOfOurs(error: Error): string | undefined {
  return error instanceof SpecificationError ? error.problems.map(({ path }) => path).join(' ') : undefined;
}
