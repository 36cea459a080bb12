/** The reason that a promise rejects with; heard from this call on, so that it may be awaited later. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  let value: unknown;
  try {
    value = await promise;
  } catch (reason) {
    return reason;
  }
  throw new Error(`expected a rejection, got ${JSON.stringify(value)}`);
}
