import type { Group } from './group.ts';
import { accept } from './groups/accept.ts';
import { affinity } from './groups/affinity.ts';
import { allocate } from './groups/allocate.ts';
import { blockdev } from './groups/blockdev.ts';
import { consoles } from './groups/console.ts';
import { driveuri } from './groups/driveuri.ts';
import { slots } from './groups/slots.ts';
import { uri } from './groups/uri.ts';
import { assess } from './groups/assess.ts';
import { cache } from './groups/cache.ts';
import { cpumask } from './groups/cpumask.ts';
import { devid } from './groups/devid.ts';
import { features } from './groups/features.ts';
import { genrt } from './groups/genrt.ts';
import { hotplug } from './groups/hotplug.ts';
import { hvinfo } from './groups/hvinfo.ts';
import { cleanup } from './groups/cleanup.ts';
import { info } from './groups/info.ts';
import { kvmd } from './groups/kvmd.ts';
import { list } from './groups/list.ts';
import { reboot } from './groups/reboot.ts';
import { stop } from './groups/stop.ts';
import { machine } from './groups/machine.ts';
import { acceptfin, findst, finsrc, migrate, migstatus } from './groups/migration.ts';
import { nicscript } from './groups/nicscript.ts';
import { nodeinfo } from './groups/nodeinfo.ts';
import { opentap } from './groups/opentap.ts';
import { paths } from './groups/paths.ts';
import { pidalive } from './groups/pidalive.ts';
import { pidinfo } from './groups/pidinfo.ts';
import { qemu, start } from './groups/start.ts';
import { balloon, hotsupported, hotverify, resize } from './groups/running.ts';
import { startmem } from './groups/startmem.ts';
import { syntax } from './groups/syntax.ts';
import { tapfeat } from './groups/tapfeat.ts';
import { tapname } from './groups/tapname.ts';
import { types } from './groups/types.ts';
import { uidfile } from './groups/uidfile.ts';
import { uidpool } from './groups/uidpool.ts';
import { upgrade } from './groups/upgrade.ts';
import { validate } from './groups/validate.ts';
import { verify } from './groups/verify.ts';
import { version } from './groups/version.ts';

/** Every group that kvmkit answers so far; the others are counted as not yet run. */
export const groups: readonly Group[] = [
  accept,
  affinity,
  assess,
  cache,
  consoles,
  cpumask,
  devid,
  features,
  genrt,
  balloon,
  hotplug,
  hotsupported,
  hotverify,
  resize,
  hvinfo,
  cleanup,
  info,
  kvmd,
  list,
  reboot,
  stop,
  acceptfin,
  findst,
  finsrc,
  migrate,
  migstatus,
  machine,
  nicscript,
  nodeinfo,
  opentap,
  paths,
  pidalive,
  pidinfo,
  qemu,
  start,
  startmem,
  syntax,
  tapfeat,
  tapname,
  types,
  uidfile,
  uidpool,
  upgrade,
  verify,
  validate,
  allocate,
  blockdev,
  driveuri,
  slots,
  uri,
  version,
];
