import type { JournalPort } from '@kvmkit/migration';
import type { QmpClient } from '@kvmkit/qmp-client';

/** The host that a guest moves to, or one that has a part of a move to be settled. */
export interface TargetNode {
  /** For people. */
  readonly description: string;
  /** Where QEMUs of other hosts reach those of this one, as far as that is known. */
  readonly address: string | undefined;
  /**
   * Starts a QEMU that waits for the guest, and keeps its instance from everybody else.
   * @param info what `migrationInfo` gave on the host that the guest comes from.
   */
  accept(name: string, info: string, options: AcceptOptions): Promise<GuestThere>;
  /** What there is of an instance, kept from everybody else. */
  attach(name: string): Promise<GuestThere>;
  /** What is known to keep this host from accepting a guest, as sentences. */
  obstacles(name: string, info: string): Promise<readonly string[]>;
  /** Starts the twin of a guest's machine that waits for another twin's state. */
  rehearse(name: string, info: string): Promise<TwinThere>;
}

/** A QEMU of a rehearsal; disposing ends it. */
export interface TwinThere extends AsyncDisposable {
  connectQmp(): Promise<QmpClient>;
  /** Ends it, and gives what it has said. */
  words(): Promise<string>;
}

export interface AcceptOptions {
  /** In hex; with it, memory comes under TLS only. */
  readonly tlsKey?: string | undefined;
}

/** One side of a move on its host; disposing lets go of the instance and changes nothing. */
export interface GuestThere extends AsyncDisposable {
  /** A connection to its QEMU, the caller's to close; `gone` where it has ended for sure. */
  connectQmp(): Promise<QmpClient | 'gone'>;
  readonly journal: JournalPort;
  /** QEMU's name of what it was given of the key. */
  readonly tlsCredentials: string | undefined;
  /**
   * Does the rest on this host once it is settled who has the guest; gives what could not be done, as sentences. Here:
   * its NICs are connected; elsewhere: what is left of its run here is given back, and its record goes.
   */
  finish(guest: 'here' | 'elsewhere'): Promise<readonly string[]>;
}
