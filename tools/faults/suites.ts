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
  {
    name: 'kvm-runtime-store',
    testFile: 'packages/kvm-runtime-store/test/crash.test.ts',
    title: 'Crashes and refusals in the runtime store',
    about:
      'Each run is one operation in a process of its own, on a root of its own. A process of Node that has everything loaded forks itself and traces the fork with ptrace(2), so that no run pays for a new Node, and that every system call counts which names a file below the root, of all threads. Before one of them the fork is killed with SIGKILL, or the kernel skips it and answers ENOSPC, EIO, EROFS or EDQUOT (not for locks, which depend on no disk, and close, which closes whatever it answers). Then other processes look: the record is the old one or the new one, and the one that the error names; no lock is held; the next lock, write, uid taken and uid given succeed at once; and no draft is left. The first runs are every fault at every call; the others are drawn at random, with records of up to 100 KB, and with the draft of a writer that was killed before. The columns say how the operation ended: `unchanged` and `not-durable` are the states that a StorageError names, `done` with an error is one that does not matter (the note of who holds a lock, the clearing away of others’ drafts).',
  },
  {
    name: 'hypervisor',
    testFile: 'packages/hypervisor/test/mortal.qemu.test.ts',
    title: 'Deaths of managers and QEMUs in the middle of a change',
    about:
      'Each death is at one step of one operation on a real guest with a NIC, a uid of a pool, a chroot and pinned processors: a call of the runtime store or of the host, before or after it, or a QMP message. A manager in a process of its own comes to that step and is killed with SIGKILL, or its QEMU is. Then a fresh process looks: there is one QEMU, running or frozen before its first instruction, that is named and answers, or none; one more start leaves exactly one; and after a forced stop no process, file, lock, interface or connected tap is left, and every uid of the pool can be had. The columns say what became of the manager whose QEMU was killed.',
  },
];
