import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Secret } from '../../../lib/action/index.ts';
import type { Comment, GithubComments } from '../../../lib/clients/github/index.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { RecordingLog } from '../../../test/support/recording-log.ts';
import type { Inputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import { marker } from '../src/render.ts';

const job = {
  ...{
    repository: 'contoso/lazaret',
    sha: 'a'.repeat(40),
    ref: 'refs/pull/7/merge',
    runId: 42,
    runAttempt: 1,
  },
  ...{ eventName: 'pull_request', actor: 'a', triggeringActor: 'a', workflowRef: 'w' },
  ...{ serverUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
};
const event = { pull_request: { number: 7, head: { sha: 'b'.repeat(40) } } };
const now = Date.parse('2026-11-21T00:00:00Z');

const decision = {
  ...{ kind: 'lazaret-decision', version: 1, image: 'q.azurecr.io/pr/api@sha256:1', environment: 'local' },
  ...{ decision: 'fail', counts: { findings: 41, blocking: 2 } },
  policy: { path: 'gate.yaml', branch: 'main', commit: 'c'.repeat(40) },
  reasons: [
    {
      outcome: 'fail',
      rule: 'severity',
      subject: 'CVE-2026-1',
      detail: 'is <critical>',
      clears: 'Update it.',
    },
  ],
  sizes: [
    { platform: 'linux/amd64', bytes: 121_400_000 },
    { platform: 'linux/arm64', bytes: 118_000_000 },
  ],
  newFindings: [
    { id: 'CVE-2026-1', severity: 'critical', package: 'libc6 2' },
    { id: 'CVE-2026-2', severity: 'low', package: 'zlib 1' },
  ],
};
const scan = {
  kind: 'lazaret-scan',
  platforms: [
    {
      platform: 'linux/amd64',
      report: {
        Metadata: { ImageConfig: { history: [{ created: '2026-11-01T00:00:00Z' }] } },
      },
    },
  ],
};

let folder: string;
let log: RecordingLog;

function write(path: string, content: unknown): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
}

function createComments(present: readonly Partial<Comment>[] = [], author = 'github-actions[bot]') {
  const comments = present.map((comment, index) => ({
    id: index,
    url: `u${index}`,
    body: '',
    author: 'github-actions[bot]',
    ...comment,
  }));
  const writes: string[] = [];
  const port: GithubComments = {
    listComments: async () => comments,
    addComment: async (number, body) => {
      writes.push(`add ${number}`);
      comments.push({ id: comments.length, url: 'new', body, author });
      return { id: 99, url: 'new', body, author };
    },
    editComment: async (id, body) => {
      writes.push(`edit ${id}`);
      return { id, url: `u${id}`, body, author };
    },
  };
  return { port, writes, comments };
}

function start(comments: GithubComments, payload: unknown = event, change: Partial<Inputs> = {}) {
  const inputs = {
    decisions: join(folder, 'decisions'),
    scans: join(folder, 'scans'),
    githubToken: new Secret('t'),
    ...{ commentAuthor: 'github-actions[bot]', result: undefined },
    ...change,
  };
  const deps = { clock: { now: () => now }, job, comments, readEvent: async () => payload };
  return run(inputs, deps, log);
}

beforeEach(() => {
  log = createRecordingLog();
  folder = mkdtempSync(join(tmpdir(), 'lazaret-comment-'));
  mkdirSync(join(folder, 'scans'));
  write('decisions/decision-api/decision.json', decision);
  write('scans/scan-api/report.json', scan);
});

describe('comment-verdict', () => {
  it('adds one comment with verdict, what is new, size and age', async () => {
    const { port, writes, comments } = createComments();
    await expect(start(port)).resolves.toEqual({ commentUrl: 'new', status: 'added', images: '1' });
    expect(writes).toEqual(['add 7']);
    const body = comments[0]?.body ?? '';
    expect(body.startsWith(marker)).toBe(true);
    expect(body).toContain('| `api` | fail | 2 of 41 | 1 critical, 1 low | 121.4 MB | 20 days |');
    expect(body).toContain('https://github.com/contoso/lazaret/actions/runs/42');
    expect(body).toContain(`/blob/${'c'.repeat(40)}/gate.yaml`);
    expect(body).not.toContain('<critical>');
  });

  it('edits its own comment and leaves it when nothing changed', async () => {
    const first = createComments();
    await start(first.port);
    const again = createComments([{ body: `${first.comments[0]?.body ?? ''}\n` }]);
    await expect(start(again.port)).resolves.toMatchObject({ status: 'unchanged' });
    const older = createComments([{ body: 'hello' }, { body: `${marker}\nold` }]);
    await expect(start(older.port)).resolves.toMatchObject({ status: 'edited' });
    expect([...again.writes, ...older.writes]).toEqual(['edit 1']);
  });

  it.each(['workload-developer', 'dependabot[bot]', undefined])(
    'does not touch a comment that %s wrote behind the marker',
    async (author) => {
      const { port, writes } = createComments([{ body: `${marker}\nAll pass`, author }]);
      await start(port);
      expect(writes).toEqual(['add 7']);
    },
  );

  it('edits the comment of the app whose token it was given', async () => {
    const bodies = ['github-actions[bot]', 'our-gate[bot]'].map((author) => ({ body: marker, author }));
    const { port, writes } = createComments(bodies, 'our-gate[bot]');
    await start(port, event, { commentAuthor: 'our-gate[bot]' });
    expect([writes, log.messages('warning')]).toEqual([['edit 1'], []]);
  });

  it('warns when the token writes as somebody else, who would add a comment each time', async () => {
    const { port, writes } = createComments([], 'our-gate[bot]');
    await start(port);
    expect([writes, log.messages('warning').length]).toEqual([['add 7'], 1]);
  });

  it('lets no name of a file end the link to it', async () => {
    const path = 'rules/a) [b](https://evil.example "x").yaml';
    write('decisions/decision-api/decision.json', { ...decision, policy: { ...decision.policy, path } });
    const { port, comments } = createComments();
    await start(port);
    expect(comments[0]?.body).toContain(
      `/blob/${'c'.repeat(40)}/rules/a%29%20%5Bb%5D%28https%3A//evil.example%20%22x%22%29.yaml).`,
    );
  });

  it.each([
    ['The image passes', 'pass', 'success'],
    ['The image passes', 'pass', undefined],
    ['Not every check of the images succeeded: look at the run', 'pass', 'failure'],
    ['Not every check of the images succeeded: look at the run', 'pass', 'cancelled'],
    ['The image does not pass', 'fail', 'failure'],
  ] as const)('is headed "%s" for %s where the jobs end in %s', async (title, outcome, result) => {
    write('decisions/decision-api/decision.json', { ...decision, decision: outcome });
    const { port, comments } = createComments();
    await start(port, event, { result });
    expect(comments[0]?.body.split('\n')[2]).toBe(`### ${title}`);
  });

  it('says unknown where a scan tells nothing', async () => {
    write('scans/scan-api/report.json', { kind: 'lazaret-scan', platforms: [{ platform: 'linux/amd64' }] });
    write('decisions/decision-api/decision.json', { ...decision, newFindings: undefined, sizes: undefined });
    const { port, comments } = createComments();
    await start(port);
    expect(comments[0]?.body).toContain('| unknown | unknown | unknown |');
  });

  it.each([
    ['no JSON', '{', 'COMMENT_VERDICT_UNREADABLE'],
    ['another kind of file', { ...decision, kind: 'other' }, 'COMMENT_VERDICT_UNREADABLE'],
    ['an unknown verdict', { ...decision, decision: 'fine' }, 'COMMENT_VERDICT_UNREADABLE'],
    [
      'a policy outside the repository',
      { ...decision, policy: { ...decision.policy, path: '../../../../evil/gate.yaml' } },
      'COMMENT_VERDICT_UNREADABLE',
    ],
  ])('refuses %s', async (_, content, code) => {
    write('decisions/decision-api/decision.json', content);
    const { port, writes } = createComments();
    await expect(start(port)).rejects.toMatchObject({ code });
    expect(writes).toEqual([]);
  });

  it('refuses a run that is not about a pull request', async () => {
    await expect(start(createComments().port, { ref: 'refs/heads/main' })).rejects.toMatchObject({
      code: 'COMMENT_NO_PULL_REQUEST',
    });
  });

  it('keeps to the length of a comment however much there is to say', async () => {
    const reasons = Array.from({ length: 300 }, () => ({ ...decision.reasons[0], detail: 'x'.repeat(1900) }));
    for (let index = 0; index < 150; index++) {
      write(`decisions/decision-${index}/decision.json`, { ...decision, reasons });
    }
    const { port, comments } = createComments();
    await start(port);
    const length = comments[0]?.body.length ?? 0;
    expect([length > 1000, length < 65_536]).toEqual([true, true]);
  });
});
