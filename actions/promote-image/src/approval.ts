import { UserError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { formatTime } from '../../../lib/base/time.ts';
import type {
  CommitFacts,
  GithubClient,
  PullRequestFacts,
  RunFacts,
} from '../../../lib/clients/github/index.ts';
import { assertApproved, assertDifferentPeople, decideApproval } from '../../../lib/domain/approval/index.ts';
import type { Account, ApprovalFacts } from '../../../lib/domain/approval/index.ts';
import type { RecordedAccount, TrustedShelf } from '../../../lib/domain/promotion/index.ts';
import { findLatestCompletion } from '../../../lib/domain/promotion/index.ts';
import type { Inputs } from './inputs.ts';
import type { Deps } from './ports.ts';
import { addBuilt, readRange } from './range.ts';
import type { CommitRange } from './range.ts';

/** An approval that counts, and the commit it is for. */
export interface Approval {
  readonly approvers: readonly RecordedAccount[];
  readonly commit: string;
  /** When it was read back, RFC 3339: GitHub tells neither time nor attempt of an approval. */
  readonly observedAt: string;
}

interface Ground {
  readonly shelf: TrustedShelf;
  /** The protected one. */
  readonly branch: string;
  /** The commits that the image was built at. */
  readonly built: readonly string[];
}

// Requests at once while pull requests are looked up: GitHub asks clients to stay below 100 (REST, "Rate limits").
const lookUpsAtOnce = 8;

/** Verifies that the environment protects, and that somebody without a part approved this run; throws APPROVAL_* codes. */
export async function verifyApproval(
  inputs: Inputs,
  deps: Deps,
  { shelf, branch, built }: Ground,
  log: Log,
): Promise<Approval> {
  const { github, job } = deps;
  const run = await github.readRun(job.runId);
  assertSameCommit(run, job.sha);
  const last = await findLatestCompletion(shelf, ({ run: { repository } }) => repository === job.repository);
  // A baseline would leave out whatever its writer likes; once there is a promotion, that one alone says where to begin.
  const base = last?.record.commit ?? inputs.baselineCommit;
  // The last promoted commit itself was examined when it was promoted.
  const passedOver = built.filter((sha) => sha !== base);
  const range = await addBuilt(await readRange(github, run.headSha, base), passedOver, github);
  log.info(`Examined ${range.commits.length} commits since ${range.origin}`);
  const pullRequests = await readPullRequests(
    github,
    range.commits.map(({ sha }) => sha),
  );
  const flattened = await readFlattened(github, range.commits, pullRequests);
  const approved = await judgeEnvironments(inputs, github, {
    branch,
    reviews: await github.listApprovals(job.runId),
    attempts: await readAttempts(github, run),
    commits: [...range.commits, ...flattened.commits],
    isRangeComplete: range.isComplete && flattened.isComplete,
    pullRequests,
  });
  const approvers = approved.map(({ id, login }) => ({ id, login }));
  log.info(`Approved by ${approvers.map(({ login }) => login).join(', ')}`);
  return { approvers, commit: run.headSha, observedAt: formatTime(deps.clock.now()) };
}

type SharedFacts = Omit<ApprovalFacts, 'environment' | 'environmentName'>;

// A promotion that needs two people has two environments, for one approval is enough for each.
async function judgeEnvironments(
  { environment, firstEnvironment }: Inputs,
  github: GithubClient,
  facts: SharedFacts,
): Promise<readonly Account[]> {
  const judge = async (environmentName: string): Promise<readonly Account[]> => {
    const settings = await github.findEnvironment(environmentName);
    return assertApproved(decideApproval({ ...facts, environmentName, environment: settings }));
  };
  if (firstEnvironment === undefined) return judge(environment);
  const first = await judge(firstEnvironment);
  const second = await judge(environment);
  assertDifferentPeople(first, second);
  return [...first, ...second];
}

function assertSameCommit(run: RunFacts, sha: string): void {
  if (run.headSha === sha) return;
  throw new UserError('APPROVAL_INDEPENDENCE_UNKNOWN', {
    subject: `run ${run.id}`,
    reason: `the job says it runs on ${sha}, GitHub says the run is on ${run.headSha}`,
  });
}

async function readAttempts(github: GithubClient, run: RunFacts): Promise<readonly RunFacts[]> {
  const attempts: RunFacts[] = [];
  for (let attempt = 1; attempt < run.attempt; attempt += 1) {
    attempts.push(await github.readRunAttempt(run.id, attempt));
  }
  return [...attempts, run];
}

async function readPullRequests(
  github: GithubClient,
  shas: readonly string[],
): Promise<readonly PullRequestFacts[]> {
  const byNumber = new Map<number, PullRequestFacts>();
  for (let start = 0; start < shas.length; start += lookUpsAtOnce) {
    const batch = shas.slice(start, start + lookUpsAtOnce);
    const found = await Promise.all(batch.map((sha) => github.listPullRequests(sha)));
    found.flat().forEach((pull) => byNumber.set(pull.number, pull));
  }
  return [...byNumber.values()];
}

type Commits = Pick<CommitRange, 'commits' | 'isComplete'>;

// A squash puts other people's commits into one, and who merges may delete their trailers from its message.
// A merge commit has a second parent, through which the commits are in the range themselves.
async function readFlattened(
  github: GithubClient,
  commits: readonly CommitFacts[],
  pullRequests: readonly PullRequestFacts[],
): Promise<Commits> {
  const flat = new Set(commits.filter(({ parents }) => parents.length < 2).map(({ sha }) => sha));
  const pulls = pullRequests.filter(({ mergeCommit }) => mergeCommit !== undefined && flat.has(mergeCommit));
  const lists: Commits[] = [];
  for (const { number } of pulls) lists.push(await github.listPullRequestCommits(number));
  return {
    commits: lists.flatMap((list) => list.commits),
    isComplete: lists.every((list) => list.isComplete),
  };
}
