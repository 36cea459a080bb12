import { connectGuestAgent, freezeFilesystems } from '@kvmkit/qmp-client';

// Freezes a guest under a guard and waits to be killed: the agent's socket keeps it alive.
const agent = await connectGuestAgent(process.argv[2] ?? '');
await freezeFilesystems(agent, { deadlineMs: 60_000, guard: true });
process.stdout.write('frozen\n');
