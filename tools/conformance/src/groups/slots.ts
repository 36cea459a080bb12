import { busOccupants, SpecificationError } from '@kvmkit/kvm-cmdline';

import { answerOf, type Group } from '../group.ts';
import { placementOf, placingParameters } from '../places-case.ts';

/** Which places of the two buses are taken, by reservations and by devices. */
export const slots: Group = {
  name: 'slots',
  modes: {
    bus_slots: {
      answer: (given) =>
        answerOf(
          () => {
            const { disks, nics } = placementOf(given);
            const buses = busOccupants({ hvparams: placingParameters(given) }, [...disks, ...nics]);
            return {
              slots: Object.fromEntries(Object.entries(buses).map(([bus, places]) => [bus, bitsOf(places)])),
            };
          },
          (error) => (error instanceof SpecificationError ? error.code : undefined),
        ),
    },
  },
};

function bitsOf(places: readonly (string | undefined)[]): string {
  return places.map((occupant) => (occupant === undefined ? '0' : '1')).join('');
}
