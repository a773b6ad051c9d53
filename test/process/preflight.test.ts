import { describe, expect, it } from '@jest/globals';
import { startBundle } from './harness/start-bundle.ts';

describe('preflight', () => {
  it('names what it cannot use, all at once, before it asks anybody', async () => {
    const inputs = { events: 'pull_request_target', workflow: '../x.yml', 'subject-form': 'new' };
    const { exitCode, annotations } = await startBundle('preflight', { inputs });
    expect(exitCode).toBe(1);
    expect(annotations.map(({ message }) => message.slice(0, 13))).toEqual(['INPUT_INVALID']);
    expect(annotations[0]?.message).toMatch(/events: .*workflow: .*subject-form: /);
  });
});
