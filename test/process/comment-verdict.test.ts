import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startBundle } from './harness/start-bundle.ts';

describe('comment-verdict', () => {
  it('says which event it needs', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'lazaret-comment-'));
    mkdirSync(join(workspace, 'decisions'));
    const result = await startBundle('comment-verdict', { workspace, inputs: { decisions: 'decisions' } });
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message.slice(0, 23))).toEqual([
      'COMMENT_NO_PULL_REQUEST',
    ]);
  });
});
