import { QmpCommandError, QmpTimeoutError, type QmpClient } from '@kvmkit/qmp-client';

/** Whether QEMU has a device of this id, be it one that the guest was asked for. */
export async function hasDevice(qmp: QmpClient, id: string): Promise<boolean> {
  const devices = await qmp.execute('qom-list', { path: peripherals });
  return devices.some(({ name }) => name === id);
}

const peripherals = '/machine/peripheral';

/** What came of asking the guest for a device: it is gone, the guest wants it, or has not answered yet. */
export type Unplugged = 'gone' | 'refused' | 'pending';

/**
 * Asks the guest for a device and waits until it has let go of that one: events tell of other devices too, and of the
 * parts of this one.
 * @throws QmpCommandError where QEMU has no way to unplug it
 */
export async function unplugDevice(qmp: QmpClient, id: string, timeoutMs: number): Promise<Unplugged> {
  const path = `${peripherals}/${id}`;
  using heard = qmp.subscribe(
    ['DEVICE_DELETED', 'DEVICE_UNPLUG_GUEST_ERROR'],
    ({ data }) => data.device === id || (data.device === undefined && data.path === path),
  );
  try {
    await qmp.execute('device_del', { id });
    const { event } = await heard.next({ timeoutMs });
    return event === 'DEVICE_DELETED' ? 'gone' : 'refused';
  } catch (error) {
    const isAnswer = error instanceof QmpCommandError || error instanceof QmpTimeoutError;
    if (isAnswer && !(await hasDevice(qmp, id))) return 'gone';
    if (error instanceof QmpTimeoutError) return 'pending';
    throw error;
  }
}
