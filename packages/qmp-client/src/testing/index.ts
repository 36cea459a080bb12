export { startFakeQmpServer, type FakeQmpOptions, type FakeQmpServer } from './fake-server.ts';
export { answer, FakeAnswer, type FakeCall, type ScriptedAnswer } from './answer.ts';
export type { FakeCommands } from './script.ts';
export type { FakeRequest } from './request.ts';
export type { FakeConnection } from './fake-client.ts';
export type { ListenAddress, ListenOptions } from './listener.ts';
