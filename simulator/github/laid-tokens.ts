import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { findErrorCode } from '../../lib/base/error-code.ts';
import { checkJson } from '../../lib/base/schema.ts';
import type { StoredToken } from './state.ts';

const Grant = v.object({
  repository: v.string(),
  permissions: v.record(v.string(), v.picklist(['read', 'write'])),
  login: v.string(),
  expiresAt: v.number(),
});

/**
 * Lays a person's fine-grained token beside the keys of a world, where the process that runs the world finds it: its
 * state belongs to that process alone.
 */
export async function layToken(folder: string, grant: StoredToken): Promise<string> {
  const token = `github_pat_${randomBytes(27).toString('base64url')}`;
  const file = locate(folder, token);
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify(grant), { mode: 0o600 });
  return token;
}

/** The grant behind a token that was laid there. */
export function findLaidToken(folder: string, token: string): StoredToken | undefined {
  try {
    const checked = checkJson(Grant, readFileSync(locate(folder, token), 'utf8'));
    return checked.ok ? checked.value : undefined;
  } catch (error) {
    if (findErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function locate(folder: string, token: string): string {
  return join(folder, 'keys', 'github', `${createHash('sha256').update(token).digest('hex')}.json`);
}
