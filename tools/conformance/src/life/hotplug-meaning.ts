import * as v from 'valibot';

import { lifeMeaning } from './life-meaning.ts';

const device = v.looseObject({ uuid: v.string(), hvinfo: v.unknown() });
const hotplugResult = v.looseObject({
  result: v.unknown(),
  runtime: v.tuple([
    v.unknown(),
    v.array(
      v.looseObject({ uuid: v.string(), hvinfo: v.unknown(), mac: v.string(), nicparams: v.unknown() }),
    ),
    v.unknown(),
    v.array(v.tuple([device, v.unknown(), v.unknown()])),
  ]),
});

/** What is seen of it, and what devices the instance has then. */
export function hotplugMeaning(given: object): unknown {
  const { result, runtime } = v.parse(hotplugResult, given);
  const [, nics, , disks] = runtime;
  const { seen, notes } = lifeMeaning(given);
  return {
    seen,
    notes,
    result,
    nics: nics.map(({ uuid, hvinfo, mac, nicparams }) => ({ uuid, hvinfo, mac, nicparams })),
    disks: disks.map(([{ uuid, hvinfo }, ...source]) => ({ uuid, hvinfo, source })),
  };
}
