import { createHttpHeaders } from '@azure/core-rest-pipeline';
import type { HttpClient } from '@azure/core-rest-pipeline';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createGithubClient } from '../../../lib/clients/github/index.ts';
import type { GithubClient } from '../../../lib/clients/github/index.ts';
import { accounts } from '../../../simulator/estate/index.ts';
import { name, useGithub } from '../../../simulator/github/testing/bench.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import { createStillClock } from '../../../test/support/scripted-http.ts';
import { verifyApproval } from '../src/approval.ts';
import type { Approval } from '../src/approval.ts';
import { buildDeps, buildInputs, createEstate, openShelf } from './estate.ts';

const stage = useGithub();
const webFlow = { name: 'GitHub', email: 'noreply@github.com' };
const stranger = { name: 'Somebody', email: 'somebody@example.com' };

interface Signed {
  readonly name: string;
  readonly email: string;
}

/** What differs from a developer's own commit. */
interface Change {
  readonly author?: Signed;
  readonly committer?: Signed;
  readonly trailer?: string;
}

let base = '';
beforeEach(async () => {
  base = await stage
    .github()
    .hub.commit(name, { branch: 'main', message: 'First', author: 'platform-engineer', files: { a: 'a' } });
});

// A branch of the developer's with a commit in its middle that somebody else had a part in, and its merge.
async function mergeBranch(change: Change, method: 'merge' | 'push' = 'merge', count = 3): Promise<string> {
  const { git, hub } = stage.github();
  for (let at = 1; at <= count; at += 1) {
    const { author = signed('workload-developer'), committer = author, trailer } = at === 2 ? change : {};
    const message = `Change ${at}${trailer === undefined ? '' : `\n\n${trailer}`}`;
    const files = { [`file-${at}`]: 'text' };
    await git.commit(name, { branch: 'feature', message, author, committer, files });
  }
  if (method === 'push') {
    const tip = (await git.tip(name, 'feature')) ?? '';
    const author = signed('platform-engineer');
    const order = { message: 'Merge feature', author, committer: author, files: {} };
    return git.commit(name, { ...order, branch: 'main', parents: [base, tip] });
  }
  const pull = await hub.openPullRequest(name, {
    author: 'workload-developer',
    branch: 'feature',
    title: 'Change',
  });
  return hub.merge(name, { number: pull.number, merger: 'platform-engineer' });
}

function pushNext(): Promise<string> {
  const order = { branch: 'main', message: 'Next', author: 'platform-engineer', files: { b: 'b' } };
  return stage.github().hub.commit(name, order);
}

function signed(login: string): Signed {
  const { email = '' } = accounts.find((each) => each.login === login) ?? {};
  return { name: login, email };
}

// Started by an engineer and approved by second-approver, who is what all this is about.
async function approve(head: string, last: string, built: readonly string[]): Promise<Approval> {
  const { hub } = stage.github();
  const order = { workflow: 'main.yml', event: 'push', sha: head, branch: 'main' };
  const run = hub.startRun(name, { ...order, actor: 'platform-engineer' });
  hub.requestApproval(name, { runId: run.id, environment: 'promote' });
  const answer = { environment: 'promote', login: 'second-approver', comment: '' };
  hub.review(name, run.id, { ...answer, state: 'approved' });
  const estate = await createEstate();
  const deps = buildDeps(estate, 1, {});
  const job = { ...deps.job, runId: run.id, sha: head };
  const shelf = openShelf(estate, { keys: new Map() });
  return verifyApproval(
    buildInputs(estate.digest, { baselineCommit: last }),
    { ...deps, github: openClient(), job },
    { shelf, branch: 'main', built },
    createRecordingLog(),
  );
}

function openClient(): GithubClient {
  const permissions = { actions: 'read', contents: 'read', 'pull-requests': 'read' } as const;
  const token = stage.github().tokenFor({ repository: name, permissions });
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      const headers = Object.entries(request.headers.toJSON({ preserveCase: true }));
      const [rest] = stage.github().services;
      const response = await rest?.handle(new Request(request.url, { headers }));
      if (response === undefined) throw new Error('no REST service');
      const bodyAsText = await response.text();
      const received = createHttpHeaders(Object.fromEntries(response.headers));
      return { request, status: response.status, headers: received, bodyAsText };
    },
  };
  const ports = { clock: createStillClock(), random: () => 0 };
  return createGithubClient({
    apiUrl: 'https://api.github.com',
    repository: name,
    token,
    httpClient,
    ports,
  });
}

const parts: readonly (readonly [string, Change])[] = [
  ['wrote a commit of', { author: signed('second-approver'), committer: signed('workload-developer') }],
  ['committed one of', { committer: signed('second-approver') }],
  ['is co-author of one of', { trailer: `Co-authored-by: S <${signed('second-approver').email}>` }],
];
const refused = { code: 'APPROVAL_NOT_INDEPENDENT', subject: 'second-approver' };

describe('an approver who had a part in a merged branch', () => {
  it.each(parts)('does not count where somebody %s what is new', async (_, change) => {
    const merged = await mergeBranch(change);
    await expect(approve(merged, base, [merged])).rejects.toMatchObject(refused);
  });

  it('does not count where the merge was pushed without a pull request', async () => {
    const merged = await mergeBranch({ author: signed('second-approver') }, 'push');
    await expect(approve(merged, base, [merged])).rejects.toMatchObject(refused);
  });

  it('does not count where the commit stands beyond the first page of the comparison', async () => {
    const merged = await mergeBranch({ author: signed('second-approver') }, 'push', 103);
    await expect(approve(merged, base, [merged])).rejects.toMatchObject(refused);
  });

  it.each(parts)('does not count where a later promotion passed the merge over: %s it', async (_, change) => {
    const merged = await mergeBranch(change);
    const next = await pushNext();
    await expect(approve(next, next, [merged])).rejects.toMatchObject(refused);
  });

  it.each(parts)('does not count where the same merge goes live again: %s it', async (_, change) => {
    const merged = await mergeBranch(change, 'push');
    await expect(approve(merged, merged, [merged])).rejects.toMatchObject(refused);
  });
});

describe('an approver who had none', () => {
  it.each([
    ['is new', (merged: string) => approve(merged, base, [merged])],
    [
      'was passed over',
      async (merged: string) => {
        const next = await pushNext();
        return approve(next, next, [merged]);
      },
    ],
    ['goes live again', (merged: string) => approve(merged, merged, [merged])],
  ])('counts where the merge %s', async (_, work) => {
    expect(await work(await mergeBranch({}))).toMatchObject({ approvers: [{ login: 'second-approver' }] });
  });

  it.each([
    ['an address without an account', { author: stranger }],
    ['a co-author’s address without an account', { trailer: 'Co-authored-by: S <somebody@example.com>' }],
    ['GitHub’s own address, unsigned', { committer: webFlow }],
  ])('is not known to be independent of %s in the branch', async (_, change: Change) => {
    const merged = await mergeBranch(change);
    const unknown = { code: 'APPROVAL_INDEPENDENCE_UNKNOWN' };
    await expect(approve(merged, base, [merged])).rejects.toMatchObject(unknown);
    const next = await pushNext();
    await expect(approve(next, next, [merged])).rejects.toMatchObject(unknown);
  });
});
