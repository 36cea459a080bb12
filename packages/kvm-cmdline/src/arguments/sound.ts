import { argument, type Argument } from '../argument.ts';
import type { QemuCapabilities } from '../capabilities.ts';
import { CapabilityError } from '../errors.ts';
import type { InstanceSpec } from '../instance-spec.ts';
import { renderOptions } from '../option-string.ts';

/**
 * `-soundhw` takes a list; `-audio`, which took its place (7.1), one card, and where its sound goes.
 * @throws {CapabilityError} `QEMU_UNSUITABLE` when several cards are asked of a QEMU that takes one.
 */
export function soundArguments({ hvparams }: InstanceSpec, { features }: QemuCapabilities): Argument[] {
  const { soundhw: cards, spice_bind } = hvparams;
  const setting = 'hvparams.soundhw';
  if (cards === '') return [];
  if (features.soundhw) return [argument('-soundhw', cards, setting)];
  if (cards.includes(',')) {
    // "only one -soundhw option is allowed" (hw/audio/soundhw.c), said of -audio.
    throw new CapabilityError(setting, `found ${JSON.stringify(cards)}, this QEMU takes one sound card`);
  }
  const driver = spice_bind === '' ? 'none' : 'spice';
  return [argument('-audio', renderOptions(undefined, { driver, model: cards, id: 'soundhw' }), setting)];
}
