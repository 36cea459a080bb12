export { MigrationError } from './errors.ts';
