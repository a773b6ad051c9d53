import * as v from 'valibot';
import type { RestResponse } from '../http/index.ts';
import { find, readPages, readResponse, takeAnswer } from './api.ts';
import type { GithubApi } from './api.ts';
import { explainGithubRefusal, malformed } from './failures.ts';
import type { GithubCall } from './failures.ts';
import { actions, contents, openRepository } from './repository.ts';
import type { GithubOptions } from './repository.ts';

/** A repository as a job's token sees it. */
export interface RepositoryFacts {
  readonly defaultBranch: string;
  readonly visibility: string;
  /** Whether the token may push; undefined where GitHub does not say. */
  readonly canPush: boolean | undefined;
}

/** A job of a run, and where it runs. */
export interface RunJob {
  readonly id: number;
  readonly status: string;
  readonly runnerName: string | undefined;
  readonly runnerGroup: string | undefined;
}

/** What preflight asks of GitHub. Throws GITHUB_* codes. */
export interface GithubPreflight {
  /** The repository, and when GitHub answered by its own clock. */
  readRepository(): Promise<{ readonly facts: RepositoryFacts; readonly answeredAt: number }>;
  /** A job by its id, which is that of its check run; undefined where GitHub knows none. */
  findJob(id: string): Promise<RunJob | undefined>;
  listJobs(runId: number, attempt: number): Promise<readonly RunJob[]>;
  /** Whether the token reads the settings of a branch's protection, which no token of a job does. */
  hasAdministration(branch: string): Promise<boolean>;
}

const maxJobs = 10_000;

const RepositoryBody = v.object({
  default_branch: v.pipe(v.string(), v.nonEmpty()),
  visibility: v.string(),
  permissions: v.optional(v.object({ push: v.optional(v.boolean()) })),
});

// https://docs.github.com/rest/actions/workflow-jobs
const JobBody = v.object({
  id: v.number(),
  status: v.string(),
  runner_name: v.nullish(v.string()),
  runner_group_name: v.nullish(v.string()),
});
const JobsBody = v.object({ jobs: v.array(JobBody) });

/** The REST API of one repository, as far as preflight needs it. */
export function createGithubPreflight(options: GithubOptions): GithubPreflight {
  const { api, base } = openRepository(options);
  return {
    readRepository: () => readRepository(api, base),
    findJob: async (id) => {
      const job = await find(api, actions(`${base}/actions/jobs/${id}`), JobBody);
      return job === undefined ? undefined : toRunJob(job);
    },
    listJobs: (runId, attempt) => listJobs(api, `${base}/actions/runs/${runId}/attempts/${attempt}/jobs`),
    hasAdministration: (branch) =>
      hasAdministration(api, `${base}/branches/${encodeURIComponent(branch)}/protection`),
  };
}

async function readRepository(api: GithubApi, path: string): ReturnType<GithubPreflight['readRepository']> {
  const call = contents(path);
  const response = await readResponse(api, call);
  const {
    default_branch: defaultBranch,
    visibility,
    permissions,
  } = takeAnswer(call, response, RepositoryBody);
  const facts = { defaultBranch, visibility, canPush: permissions?.push };
  return { facts, answeredAt: readDate(call, response) };
}

async function listJobs(api: GithubApi, path: string): Promise<readonly RunJob[]> {
  const call = actions(`${path}?per_page=100`);
  const count = (page: v.InferOutput<typeof JobsBody>): number => page.jobs.length;
  const pages = await readPages(api, call, JobsBody, { maxEntries: maxJobs, count });
  return pages.flatMap((page) => page.jobs).map(toRunJob);
}

function toRunJob(job: v.InferOutput<typeof JobBody>): RunJob {
  const { id, status, runner_name: name, runner_group_name: group } = job;
  return { id, status, runnerName: name ?? undefined, runnerGroup: group ?? undefined };
}

async function hasAdministration(api: GithubApi, path: string): Promise<boolean> {
  const call = { path, permission: 'administration: read' };
  const response = await readResponse(api, call);
  if (response.status === 200) return true;
  if (response.status === 403 || response.status === 404) return false;
  throw explainGithubRefusal(response, call);
}

// RFC 9110 §6.6.1: a server with a clock sends it.
function readDate(call: GithubCall, { headers }: RestResponse): number {
  const time = Date.parse(headers.get('date') ?? '');
  if (Number.isFinite(time)) return time;
  throw malformed(call, ['the answer has no Date']);
}
