import { join } from 'node:path';

/** Where the generated files are. */
export const generatedFolder: string = join(
  import.meta.dirname,
  '../../../packages/qmp-client/src/generated',
);
