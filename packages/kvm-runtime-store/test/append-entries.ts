import { openJournalFile } from '../src/journal-file.ts';

// A process that adds entries to a journal, one after the other, and prints their tokens or what went wrong.
const [path = '', who = '', count = '1', text = ''] = process.argv.slice(2);
const journal = openJournalFile(path);
for (let number = 0; number < Number(count); number += 1) {
  const outcome = await journal
    .append({ kind: 'begin', who, number, text })
    .catch((error: NodeJS.ErrnoException) => error.code ?? error.message);
  process.stdout.write(`${outcome}\n`);
}
