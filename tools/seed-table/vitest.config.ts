import { projectOf } from '@kvmkit-tools/vitest';

export default projectOf('seed-table');
