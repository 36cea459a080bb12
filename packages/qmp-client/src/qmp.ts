// The client alone, for programs that are to be quick: no guest agent, no human monitor, no server.
export { connectQmp, type ConnectOptions } from './connect.ts';
export type { ExecuteOptions, QmpClient } from './client.ts';
export { QmpCommandError, QmpConnectionError, QmpError, QmpTimeoutError } from './errors.ts';
