// The syntax alone: no native code, no node:*
export { formatCpuMask, parseCpuMask } from './cpu-mask.ts';
export { formatMultiCpuMask, parseMultiCpuMask, type CpuSelection } from './multi-cpu-mask.ts';
export { CpuListError, CpuMaskError } from './errors.ts';
