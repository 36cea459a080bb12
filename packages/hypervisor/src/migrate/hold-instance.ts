import type { HypervisorContext } from '../context.ts';

/** An instance that is kept from everybody else until this is disposed of. */
export async function holdInstance(
  { store }: HypervisorContext,
  name: string,
  doing: string,
): Promise<AsyncDisposable> {
  const { promise: isOver, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: isTaken, resolve: onTaken, reject: onRefused } = Promise.withResolvers<void>();
  const hold = async (): Promise<void> => {
    onTaken();
    await isOver;
  };
  const held = store.withLock(name, hold, { doing });
  held.catch(onRefused);
  await isTaken;
  return {
    [Symbol.asyncDispose]: async () => {
      letGo();
      await held;
    },
  };
}
