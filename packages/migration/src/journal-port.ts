/** A value that JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** What is written into a journal. */
export interface JournalFacts {
  readonly kind: string;
  readonly [fact: string]: JsonValue;
}

/** What one side of a move keeps across the death of every process; `Journal` of `@kvmkit/kvm-runtime-store` is one. */
export interface JournalPort {
  /** Gives the entry's token, which no other entry of any journal has; durable by then. */
  append(facts: JournalFacts): Promise<string>;
  /** All entries, the oldest first. */
  read(): Promise<readonly (JournalFacts & { readonly token: string })[]>;
}
