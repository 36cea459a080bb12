import type { JournalFacts } from '@kvmkit/migration';
import { NotificationType, RequestType, RequestType0 } from 'vscode-jsonrpc/node';

/*
JSON-RPC 2.0 between two hosts, over the standard streams of a command such as `ssh host kvmkit agent`. The connection
decides nothing: when it ends, the agent lets go of its instances and leaves them as they are, for the journals to say.
*/

/** Raised with every change that an older side does not understand. */
export const protocolVersion = 1;

/** With a refusal's own words; of the range that JSON-RPC leaves to applications. */
export const refusedCode = 1;

export interface Hello {
  readonly protocolVersion: number;
  readonly root: string;
  /** By which it was reached, where its environment tells (`SSH_CONNECTION`). */
  readonly address: string | null;
}

interface Accepted {
  readonly tlsCredentials: string | null;
}

interface OfInstance {
  readonly name: string;
}

export type Entry = JournalFacts & { readonly token: string };

interface Requests {
  readonly hello: RequestType0<Hello, void>;
  readonly accept: RequestType<OfInstance & { info: string; tlsKey: string | null }, Accepted, void>;
  readonly attach: RequestType<OfInstance, null, void>;
  /** Gives a number for the bytes of a monitor, or null where its QEMU has ended. */
  readonly openMonitor: RequestType<OfInstance, number | null, void>;
  readonly appendEntry: RequestType<OfInstance & { facts: JournalFacts }, string, void>;
  readonly readEntries: RequestType<OfInstance, Entry[], void>;
  readonly finish: RequestType<OfInstance & { guest: 'here' | 'elsewhere' }, string[], void>;
  readonly release: RequestType<OfInstance, null, void>;
  readonly obstacles: RequestType<OfInstance & { info: string }, string[], void>;
  /** Gives a number for the bytes of the twin's monitor. */
  readonly rehearse: RequestType<OfInstance & { info: string }, number, void>;
  /** Ends a twin, and gives what it has said. */
  readonly endTwin: RequestType<{ monitor: number }, string, void>;
}

export const requests: Requests = {
  hello: new RequestType0('hello'),
  accept: new RequestType('accept'),
  attach: new RequestType('attach'),
  openMonitor: new RequestType('openMonitor'),
  appendEntry: new RequestType('appendEntry'),
  readEntries: new RequestType('readEntries'),
  finish: new RequestType('finish'),
  release: new RequestType('release'),
  obstacles: new RequestType('obstacles'),
  rehearse: new RequestType('rehearse'),
  endTwin: new RequestType('endTwin'),
};

interface Notifications {
  readonly bytes: NotificationType<{ monitor: number; base64: string }>;
  readonly end: NotificationType<{ monitor: number }>;
}

/** Both ways. */
export const notifications: Notifications = {
  bytes: new NotificationType('bytes'),
  end: new NotificationType('end'),
};
