/** What every command takes. */
export interface GlobalOptions {
  readonly root?: string;
  readonly json?: boolean;
}
