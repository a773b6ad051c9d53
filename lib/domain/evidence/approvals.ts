import { parsePolicy } from '../gate/index.ts';
import type { GateFile, Sourced, Waiver } from '../gate/index.ts';
import { computeDigest } from '../image/index.ts';
import { renderCanonical } from '../report/index.ts';
import type { Rules } from '../rules/index.ts';
import { source } from './scan.ts';
import type { Change, ChangeHistory, ChangeRequest, ChangeReview } from './types.ts';

/** How many versions of the policy are read to find where a waiver came in. */
const maxVersions = 300;

/** What approvals are looked for in. */
export interface ApprovalSearch {
  readonly history: ChangeHistory;
  readonly rules: Pick<Rules, 'branch' | 'commit' | 'policyFile'>;
  note(line: string): void;
}

interface Approval {
  readonly waiver: string;
  readonly approver: string;
  readonly pullRequest: number;
  readonly commit: string;
}

/**
 * The waivers whose approver reviewed and approved the last commit of the merged pull request that brought exactly these
 * words into the policy, and had no part in making it.
 */
export async function findApprovals(
  waivers: readonly Waiver[],
  search: ApprovalSearch,
): Promise<Sourced<ReadonlySet<string>>> {
  const approvals: Approval[] = [];
  const trail = waivers.length === 0 ? undefined : await openTrail(search);
  for (const waiver of trail === undefined ? [] : waivers) {
    const approval = trail && (await findApproval(waiver, trail, search));
    if (approval !== undefined) approvals.push(approval);
  }
  const { commit } = search.rules;
  const digest = computeDigest(renderCanonical({ commit, approvals }));
  const value = new Set(approvals.map(({ waiver }) => waiver));
  return source('waiver-approvals', 'waiver-approvals', { digest, value });
}

/** The versions of the policy, newest first. */
interface Trail {
  readonly changes: readonly Change[];
  holds(waiver: Waiver, commit: string): Promise<boolean>;
}

async function openTrail({ history, rules }: ApprovalSearch): Promise<Trail> {
  const { name } = rules.policyFile;
  const { commits } = await history.listFileCommits(name, rules.commit);
  const versions = new Map<string, Promise<readonly Waiver[]>>();
  const read = (commit: string): Promise<readonly Waiver[]> => {
    const version =
      versions.get(commit) ?? history.readFile(name, commit).then((text) => listWaivers(name, text));
    versions.set(commit, version);
    return version;
  };
  return {
    changes: commits.slice(0, maxVersions),
    holds: async (waiver, commit) => (await read(commit)).some((other) => areSame(other, waiver)),
  };
}

// A version that cannot be used holds nothing; then the change that mended it is the one that brought the waiver in.
function listWaivers(name: GateFile['name'], text: string | undefined): readonly Waiver[] {
  const parsed = text === undefined ? undefined : parsePolicy(text, name);
  return parsed?.ok === true ? parsed.policy.waivers : [];
}

function areSame({ place: _a, ...one }: Waiver, { place: _b, ...other }: Waiver): boolean {
  return renderCanonical(one) === renderCanonical(other);
}

async function findApproval(
  waiver: Waiver,
  trail: Trail,
  { history, rules, note }: ApprovalSearch,
): Promise<Approval | undefined> {
  const change = await findIntroduction(waiver, trail);
  if (change === undefined) {
    note(`waiver ${waiver.id}: no commit of ${rules.policyFile.name} was found that brought it in`);
    return undefined;
  }
  for (const { number } of await history.listPullRequests(change.sha)) {
    const pull = await history.readPullRequest(number);
    const fault = await findFault({ waiver, change, pull }, trail, { history, branch: rules.branch });
    if (fault === undefined)
      return { waiver: waiver.id, approver: plain(waiver.approver), pullRequest: number, commit: pull.head };
    note(`waiver ${waiver.id}: pull request ${number}: ${fault}`);
  }
  note(`waiver ${waiver.id}: no pull request that counts brought ${change.sha} in`);
  return undefined;
}

// A merge of a branch that had it already did not bring it in; one that is brought in again needs approval again.
async function findIntroduction(waiver: Waiver, trail: Trail): Promise<Change | undefined> {
  for (const change of trail.changes) {
    if (!(await trail.holds(waiver, change.sha))) continue;
    const before = await Promise.all(change.parents.map((parent) => trail.holds(waiver, parent)));
    if (!before.includes(true)) return change;
  }
  return undefined;
}

interface Candidate {
  readonly waiver: Waiver;
  readonly change: Change;
  readonly pull: ChangeRequest;
}

/** Why a pull request does not approve a waiver; undefined when it does. */
async function findFault(
  { waiver, change, pull }: Candidate,
  trail: Trail,
  { history, branch }: { readonly history: ChangeHistory; readonly branch: string },
): Promise<string | undefined> {
  if (!pull.isMerged || pull.base !== branch) return `it was not merged into ${branch}`;
  // Who approved its last commit has seen these words only if they stand there.
  if (!(await trail.holds(waiver, pull.head))) return 'its last commit does not hold the waiver';
  const review = findLastReview(await history.listReviews(pull.number), plain(waiver.approver));
  const fault = judgeReview(review, waiver, pull);
  if (fault !== undefined) return fault;
  const { commits, isComplete } = await history.listPullRequestCommits(pull.number);
  const makers = [pull.author, change.author, ...commits.map(({ author }) => author)];
  if (!isComplete || makers.includes(undefined)) return 'not everybody who made it is known to GitHub';
  const hadPart = makers.some((maker) => maker?.id === review?.user?.id);
  return hadPart ? `${plain(waiver.approver)} had a part in making it` : undefined;
}

// A comment leaves an approval as it is, and so does a review that is not submitted yet.
function findLastReview(reviews: readonly ChangeReview[], approver: string): ChangeReview | undefined {
  return reviews.findLast(
    ({ user, state }) =>
      plain(user?.login ?? '') === approver && state !== 'commented' && state !== 'pending',
  );
}

function judgeReview(
  review: ChangeReview | undefined,
  waiver: Waiver,
  pull: ChangeRequest,
): string | undefined {
  const approver = plain(waiver.approver);
  if (review?.user === undefined) return `${approver} did not review it`;
  if (review.state !== 'approved') return `the last review of ${approver} says ${review.state}`;
  if (review.commit !== pull.head)
    return `${approver} approved ${review.commit ?? 'no commit'}, not its last one`;
  if (review.user.isBot) return `${approver} is no person`;
  return approver === plain(waiver.requester) ? `${approver} asked for it` : undefined;
}

function plain(login: string): string {
  return login.replace(/^@/, '').toLowerCase();
}
