/** One method or class variable of the seed, Ganeti's class KVMHypervisor. */
export interface SeedMember {
  readonly member: string;
  /** The method of `KvmHypervisor` that stands for it. */
  readonly facade?: string;
  /** Where it is done, from the repository's root. */
  readonly file: string;
  /** What that file exports. */
  readonly name: string;
  /** What of `name` it is, where that is many things. */
  readonly part?: string;
  /** In one sentence, what kvmkit does otherwise. */
  readonly otherwise?: string;
  readonly tests: readonly [ShowingTest, ...ShowingTest[]];
}

export interface ShowingTest {
  readonly file: string;
  /** The full title, ` > ` between its parts; `*` is any text, for tests that are one for each of many values. */
  readonly title: string;
}

export interface MemberGroup {
  readonly title: string;
  readonly members: readonly SeedMember[];
}
