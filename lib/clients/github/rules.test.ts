import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, SeenRequest } from '../../../test/support/scripted-http.ts';
import { CodedError } from '../../base/errors/index.ts';
import { createGithubClient } from './index.ts';

const apiUrl = 'https://api.github.com';
const sha = 'a'.repeat(40);
const person = { id: 7, login: 'release-approver', type: 'User' };

function createRig(answer: (request: SeenRequest, index: number) => ScriptedAnswer) {
  const http = scriptHttp(answer);
  const options = { apiUrl, repository: 'contoso/lazaret', token: 'gh-secret', httpClient: http };
  const ports = { clock: createStillClock(), random: () => 0 };
  return { http, github: createGithubClient({ ...options, ports }) };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof CodedError) return error.code;
  throw new Error(`no coded error: ${String(error)}`);
}

function file(text: string, change: object = {}): object {
  const bytes = Buffer.from(text);
  // GitHub breaks base64 into lines of 60.
  const content = bytes.toString('base64').replaceAll(/(.{60})/g, '$1\n');
  return { type: 'file', encoding: 'base64', size: bytes.length, content, ...change };
}

describe('readBranch', () => {
  it('reads the tip and whether the branch is protected', async () => {
    const { http, github } = createRig(() => ({ status: 200, body: { commit: { sha }, protected: false } }));
    expect(await github.readBranch('release/1')).toEqual({ sha, isProtected: false });
    expect(http.requests[0]?.url.pathname).toBe('/repos/contoso/lazaret/branches/release%2F1');
  });

  it('refuses an answer that does not say', async () => {
    const { github } = createRig(() => ({ status: 200, body: { commit: { sha } } }));
    expect(await codeOf(github.readBranch('main'))).toBe('GITHUB_MALFORMED');
  });
});

describe('readFile', () => {
  it('reads a file at a commit', async () => {
    const text = `version: 1 # ü\n${'x'.repeat(200)}\n`;
    const { http, github } = createRig(() => ({ status: 200, body: file(text) }));
    expect(await github.readFile('vex/chain api.json', sha)).toBe(text);
    expect(http.requests[0]?.url.href).toBe(
      `${apiUrl}/repos/contoso/lazaret/contents/vex/chain%20api.json?ref=${sha}`,
    );
  });

  it('answers undefined when there is none', async () => {
    const { github } = createRig(() => ({ status: 404, body: { message: 'Not Found' } }));
    expect(await github.readFile('gate.yaml', sha)).toBeUndefined();
  });

  it.each([
    ['a large file', file('', { encoding: 'none', size: 2_000_000 })],
    ['a folder', [{ type: 'file', name: 'x' }]],
    ['a link out of the repository', { type: 'symlink', target: '/etc/passwd' }],
    ['a submodule', { type: 'submodule' }],
    ['less than it says', file('abc', { size: 4 })],
    ['bytes that are no text', file('', { size: 2, content: '//4=' })],
  ])('refuses %s', async (_title, body) => {
    const { github } = createRig(() => ({ status: 200, body }));
    expect(await codeOf(github.readFile('gate.yaml', sha))).toBe('GITHUB_FILE_UNREADABLE');
  });

  it('does not take a refusal for an absent file', async () => {
    const { github } = createRig(() => ({ status: 403, body: { message: 'no' } }));
    expect(await codeOf(github.readFile('gate.yaml', sha))).toBe('GITHUB_FORBIDDEN');
  });
});

describe('listFileCommits', () => {
  it('asks for the commits of one path', async () => {
    const { http, github } = createRig(() => ({
      status: 200,
      body: [{ sha, commit: { message: 'm' }, author: person, committer: null, parents: [] }],
    }));
    const { commits, isComplete } = await github.listFileCommits('a/gate.yaml', sha);
    expect([commits[0]?.author?.login, isComplete]).toEqual(['release-approver', true]);
    expect(http.requests[0]?.url.search).toBe(`?sha=${sha}&path=a%2Fgate.yaml&per_page=100`);
  });
});

describe('readPullRequest', () => {
  const pull = {
    number: 4,
    user: person,
    merged_at: '2026-11-01T00:00:00Z',
    head: { sha },
    base: { ref: 'main' },
  };

  it('says what became of it', async () => {
    const { github } = createRig(() => ({ status: 200, body: pull }));
    expect(await github.readPullRequest(4)).toEqual({
      ...{ number: 4, author: { id: 7, login: 'release-approver', isBot: false } },
      ...{ isMerged: true, base: 'main', head: sha },
    });
  });

  it('knows one that is open', async () => {
    const { github } = createRig(() => ({ status: 200, body: { ...pull, merged_at: null } }));
    expect((await github.readPullRequest(4)).isMerged).toBe(false);
  });

  it('refuses an answer without its head', async () => {
    const { github } = createRig(() => ({ status: 200, body: { ...pull, head: undefined } }));
    expect(await codeOf(github.readPullRequest(4))).toBe('GITHUB_MALFORMED');
  });
});

describe('listReviews', () => {
  it('reads all pages in their order', async () => {
    const next = `<${apiUrl}/repositories/1/pulls/4/reviews?page=2>; rel="next"`;
    const { github } = createRig((_seen, index) =>
      index === 0
        ? {
            status: 200,
            headers: { link: next },
            body: [{ user: person, state: 'APPROVED', commit_id: sha }],
          }
        : { status: 200, body: [{ user: null, state: 'DISMISSED', submitted_at: '2026-11-01T00:00:00Z' }] },
    );
    expect(await github.listReviews(4)).toEqual([
      {
        ...{ user: { id: 7, login: 'release-approver', isBot: false }, state: 'approved', commit: sha },
        submittedAt: undefined,
      },
      { user: undefined, state: 'dismissed', commit: undefined, submittedAt: '2026-11-01T00:00:00Z' },
    ]);
  });

  it('refuses a state that it does not know', async () => {
    const { github } = createRig(() => ({ status: 200, body: [{ user: person, state: 'MAYBE' }] }));
    expect(await codeOf(github.listReviews(4))).toBe('GITHUB_MALFORMED');
  });
});
