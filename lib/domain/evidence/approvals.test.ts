import { describe, expect, it } from '@jest/globals';
import { parsePolicy } from '../gate/index.ts';
import type { Waiver } from '../gate/index.ts';
import { findApprovals } from './approvals.ts';
import type { Change, ChangeHistory, ChangeRequest, ChangeReview, Person } from './types.ts';

const developer: Person = { id: 1, login: 'workload-developer', isBot: false };
const engineer: Person = { id: 2, login: 'platform-engineer', isBot: false };
const approver: Person = { id: 3, login: 'Release-Approver', isBot: false };

const head = 'head';
const one = render('W-1');
const two = `${one}${entry('W-2')}`;

function render(id: string, expires = '2026-12-03'): string {
  return `version: 1\nenvironments: {}\nwaivers:\n${entry(id, expires)}`;
}

function entry(id: string, expires = '2026-12-03'): string {
  return `  - { id: ${id}, finding: CVE-2026-1, package: pkg:deb/debian/libssl3, image: workload/app, reason: r,
      control: c, ticket: T-1, requester: workload-developer, approver: release-approver, created: 2026-11-10,
      expires: ${expires} }\n`;
}

interface World {
  /** Newest first, as GitHub lists them. */
  readonly commits: readonly Change[];
  readonly files: Readonly<Record<string, string>>;
  readonly pulls: Readonly<Record<string, readonly ChangeRequest[]>>;
  readonly reviews: readonly ChangeReview[];
  readonly pullCommits: readonly Change[];
  readonly isComplete: boolean;
}

function commit(sha: string, parents: readonly string[], author: Person | undefined = developer): Change {
  return { sha, author, parents };
}

const pull: ChangeRequest = { number: 7, author: developer, isMerged: true, base: 'main', head };
const approved: ChangeReview = { user: approver, state: 'approved', commit: head };

const world: World = {
  commits: [commit('c2', ['c1']), commit('c1', [])],
  files: { c1: 'version: 1\nenvironments: {}\n', c2: one, [head]: one },
  pulls: { c2: [pull] },
  reviews: [approved],
  pullCommits: [commit(head, ['c1'])],
  isComplete: true,
};

async function find(change: Partial<World> = {}, text = one): Promise<readonly string[]> {
  const { commits, files, pulls, reviews, pullCommits, isComplete } = { ...world, ...change };
  const history: ChangeHistory = {
    readFile: async (_path, sha) => files[sha],
    listFileCommits: async () => ({ commits, isComplete: true }),
    listPullRequests: async (sha) => pulls[sha] ?? [],
    readPullRequest: async (number) => {
      const found = Object.values(pulls)
        .flat()
        .find((each) => each.number === number);
      if (found === undefined) throw new Error(`no pull request ${number}`);
      return found;
    },
    listPullRequestCommits: async () => ({ commits: pullCommits, isComplete }),
    listReviews: async () => reviews,
  };
  const rules = { branch: 'main', commit: 'c2', policyFile: { name: 'gate.yaml', text } };
  const found = await findApprovals(readWaivers(text), { history, rules, note: () => undefined });
  return [...found.value];
}

function readWaivers(text: string): readonly Waiver[] {
  const parsed = parsePolicy(text, 'gate.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.policy.waivers;
}

describe('findApprovals', () => {
  it('finds the approval of the pull request that brought the waiver in', async () => {
    expect(await find()).toEqual(['W-1']);
  });

  it('asks GitHub nothing when there are no waivers', async () => {
    const forbidden = () => Promise.reject(new Error('asked'));
    const history = {
      ...{ readFile: forbidden, listFileCommits: forbidden, listPullRequests: forbidden },
      ...{ readPullRequest: forbidden, listPullRequestCommits: forbidden, listReviews: forbidden },
    };
    const rules = { branch: 'main', commit: 'c2', policyFile: { name: 'gate.yaml', text: '' } };
    const found = await findApprovals([], { history, rules, note: () => undefined });
    expect(found.value).toEqual(new Set());
  });

  it('keeps the approval while others change the file', async () => {
    const commits = [commit('c3', ['c2']), ...world.commits];
    const files = { ...world.files, c3: two };
    expect(await find({ commits, files }, two)).toEqual(['W-1']);
  });

  it('follows a merge to the branch that had the waiver', async () => {
    const commits = [commit('m', ['c1', 'c2']), ...world.commits];
    expect(await find({ commits, files: { ...world.files, m: one } })).toEqual(['W-1']);
  });

  it('is not led astray by a branch that did not have it yet', async () => {
    const commits = [
      commit('m', ['c2', 'side'], engineer),
      commit('side', ['c1'], engineer),
      ...world.commits,
    ];
    const files = { ...world.files, m: one, side: 'version: 1\nenvironments: { local: {} }\n' };
    expect(await find({ commits, files })).toEqual(['W-1']);
  });

  it.each<readonly [string, Partial<World>]>([
    ['nobody reviewed it', { reviews: [] }],
    ['another person approved it', { reviews: [{ ...approved, user: engineer }] }],
    ['the approver only commented', { reviews: [{ ...approved, state: 'commented' }] }],
    ['the review is not submitted', { reviews: [{ ...approved, state: 'pending' }] }],
    [
      'the approver asked for changes afterwards',
      { reviews: [approved, { ...approved, state: 'changes-requested' }] },
    ],
    ['the approval was dismissed', { reviews: [{ ...approved, state: 'dismissed' }] }],
    ['an earlier commit was approved', { reviews: [{ ...approved, commit: 'before' }] }],
    ['the approval names no commit', { reviews: [{ ...approved, commit: undefined }] }],
    ['the account is gone', { reviews: [{ ...approved, user: undefined }] }],
    ['a bot approved', { reviews: [{ ...approved, user: { ...approver, isBot: true } }] }],
    ['no pull request brought it in', { pulls: {} }],
    ['the pull request is not merged', { pulls: { c2: [{ ...pull, isMerged: false }] } }],
    ['the pull request went to another branch', { pulls: { c2: [{ ...pull, base: 'next' }] } }],
    ['its approver made the pull request', { pulls: { c2: [{ ...pull, author: approver }] } }],
    ['its approver made a commit of it', { pullCommits: [commit('x', [], approver)] }],
    ['its approver made the commit on main', { commits: [commit('c2', ['c1'], approver), commit('c1', [])] }],
    [
      'a commit has no account',
      { commits: [{ sha: 'c2', parents: ['c1'], author: undefined }, commit('c1', [])] },
    ],
    ['not all commits are known', { isComplete: false }],
    ['the last commit has other words', { files: { ...world.files, [head]: render('W-1', '2026-12-01') } }],
    ['the last commit has no such file', { files: { c1: world.files['c1'] ?? '', c2: one } }],
  ])('does not count when %s', async (_title, change) => {
    expect(await find(change)).toEqual([]);
  });

  it('wants a new approval when a word of the waiver changes', async () => {
    const longer = render('W-1', '2026-12-20');
    const commits = [commit('c3', ['c2']), ...world.commits];
    const files = { ...world.files, c3: longer };
    expect(await find({ commits, files, pulls: world.pulls }, longer)).toEqual([]);
    const again = { ...pull, number: 8, head: 'c3' };
    const reviews = [{ ...approved, commit: 'c3' }];
    expect(await find({ commits, files, pulls: { ...world.pulls, c3: [again] }, reviews }, longer)).toEqual([
      'W-1',
    ]);
  });

  it('wants a new approval when the waiver was taken out and comes back', async () => {
    const commits = [commit('c4', ['c3']), commit('c3', ['c2']), ...world.commits];
    const files = { ...world.files, c3: world.files['c1'] ?? '', c4: one };
    expect(await find({ commits, files })).toEqual([]);
  });

  it('counts a waiver for nothing while the file it stood in was malformed', async () => {
    const files = { ...world.files, c2: `${one}\nnonsense: 1\n`, c3: one };
    const commits = [commit('c3', ['c2']), ...world.commits];
    expect(await find({ commits, files })).toEqual([]);
  });
});
