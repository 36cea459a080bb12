/** Ends a command with status 1 and its message. */
export class Refusal extends Error {
  /** Marks the message as meant for the user, like those of the packages' own errors. */
  readonly code = 'REFUSED';
}
