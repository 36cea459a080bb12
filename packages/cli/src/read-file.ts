import { readFile } from 'node:fs/promises';

import { Refusal } from './refusal.ts';

/** @throws {Refusal} naming the file */
export async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new Refusal(`${file}: ${error instanceof Error ? error.message : 'unreadable'}`);
  });
}

/** The text that was read from `file`, as JSON. @throws {Refusal} naming the file */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}
