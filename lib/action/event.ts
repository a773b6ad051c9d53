import { readFile, stat } from 'node:fs/promises';
import { UserError } from '../base/errors/index.ts';

// https://docs.github.com/en/webhooks/webhook-events-and-payloads: GitHub sends no payload beyond 25 MB.
const maxEventBytes = 25 * 1024 * 1024;

/** The webhook payload that started the run, unchecked; undefined where the runner names no file. */
export async function readEventFile(path: string | undefined): Promise<unknown> {
  if (path === undefined) return undefined;
  try {
    if ((await stat(path)).size > maxEventBytes) throw new Error(`it is larger than ${maxEventBytes} bytes`);
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    throw new UserError('ENVIRONMENT_INCOMPLETE', { subject: 'GITHUB_EVENT_PATH', reason, cause: error });
  }
}
