import { writeDurably } from '../src/durable-write.ts';

// Writes a file durably and prints `written`, or the code of what went wrong.
const [path = '', content = ''] = process.argv.slice(2);
const outcome = await writeDurably(path, content).then(
  () => 'written',
  (error: NodeJS.ErrnoException) => error.code ?? error.message,
);
process.stdout.write(outcome);
