import { writeDurably } from '../src/durable-write.ts';
import { StorageError } from '../src/errors.ts';

// Writes a file durably and prints `written`, or what the kernel said and which state is left.
const [path = '', content = ''] = process.argv.slice(2);
const outcome = await writeDurably(path, content).then(
  () => 'written',
  (error: unknown) => (error instanceof StorageError ? `${error.errnoName} ${error.state}` : String(error)),
);
process.stdout.write(outcome);
