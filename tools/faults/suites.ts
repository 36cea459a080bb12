/** A test file that takes `KVMKIT_FAULT_STREAMS` and `KVMKIT_SEED`, and leaves its counts in `KVMKIT_FAULT_REPORT`. */
export interface FaultSuite {
  /** The vitest project; the report is docs/reports/faults-NAME.md. */
  readonly name: string;
  readonly testFile: string;
  /** The report's title. */
  readonly title: string;
  /** What one stream is, and what is seen of it: for the reader of the report. */
  readonly about: string;
}

export const suites: readonly FaultSuite[] = [
  {
    name: 'qmp-client',
    testFile: 'packages/qmp-client/test/faults.qemu.test.ts',
    title: 'Faults between the QMP client and QEMU',
    about:
      'Each stream is one connection of the client to a real QEMU, through a proxy that does to it what the kind says, at a random place. The client connects, listens for events, executes up to eight commands, some with a deadline or a signal that aborts, and closes. Every promise that it handed out has to settle; an answer has to be its command’s own; a stream whose kind loses nothing has to answer every command that is waited for; and at the end no socket, no handle, no timer may be left. Whatever is slipped in between was recorded from a real QEMU.',
  },
];
