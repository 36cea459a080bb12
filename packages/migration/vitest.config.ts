import { projectOf } from '@kvmkit-tools/vitest';

export default projectOf('migration');
