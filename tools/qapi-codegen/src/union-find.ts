/** Which of the things named by strings are the same (disjoint sets). */
export class UnionFind {
  readonly #parents = new Map<string, string>();

  /** The one that stands for all that are the same. */
  find(item: string): string {
    const parent = this.#parents.get(item) ?? item;
    if (parent === item) {
      this.#parents.set(item, item);
      return item;
    }
    const root = this.find(parent);
    this.#parents.set(item, root);
    return root;
  }

  join(one: string, other: string): void {
    this.#parents.set(this.find(other), this.find(one));
  }

  /** The items of each set, in the order in which they were first seen. */
  sets(): ReadonlyMap<string, readonly string[]> {
    return Map.groupBy([...this.#parents.keys()], (item) => this.find(item));
  }
}
