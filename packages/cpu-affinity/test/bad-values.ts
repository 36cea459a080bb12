/** What is no thread id: the last is the first that pid_t cannot hold. */
export const wrongTids: readonly number[] = [
  0,
  -0,
  -1,
  0.5,
  Number.NaN,
  Infinity,
  -(2 ** 31),
  2 ** 31,
  2 ** 53,
];

/** What is no list of CPUs, with the element that is wrong. */
export const wrongCpus: readonly (readonly [readonly number[], number | undefined])[] = [
  [[], undefined],
  [[-1], 0],
  [[0, -1], 1],
  [[0.5], 0],
  [[0, 0, Number.NaN], 2],
  [[Infinity], 0],
  [[65_536], 0],
  [[2 ** 31], 0],
  [[2 ** 53], 0],
];
