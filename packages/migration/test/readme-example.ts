import { connectQmp, migrate, type JournalPort } from '@kvmkit/migration';

export async function move(journals: { source: JournalPort; target: JournalPort }): Promise<void> {
  await using from = await connectQmp('/run/web1.qmp');
  await using to = await connectQmp('/run/web1.next.qmp'); // qemu-system-x86_64 … -S -incoming defer
  const moving = migrate(
    { qmp: from, journal: journals.source },
    { qmp: to, journal: journals.target },
    { route: { type: 'tcp', host: '127.0.0.1' }, sourceAfterwards: 'quit' },
  );
  for await (const { phase, remainingBytes } of moving.progress())
    process.stdout.write(`${phase} ${remainingBytes}\n`);
  await moving.result;
}
