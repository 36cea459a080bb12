import { projectOf } from '@kvmkit-tools/vitest';

export default projectOf('qapi-codegen');
