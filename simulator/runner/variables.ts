import { join } from 'node:path';
import type { Job } from './types.ts';

/** The folders and files one job has on its runner. */
export interface JobFolders {
  readonly temp: string;
  readonly toolCache: string;
  readonly home: string;
  readonly eventFile: string;
}

/** The addresses a job talks to; the simulated world answers under the real names. */
const servers = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
} as const;

/**
 * The default variables of a job.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables
 */
export function buildJobVariables(job: Job, folders: JobFolders): Readonly<Record<string, string>> {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    ...servers,
    ...buildGithubVariables(job),
    GITHUB_EVENT_PATH: folders.eventFile,
    GITHUB_WORKSPACE: job.workspace,
    RUNNER_ARCH: process.arch === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_NAME: `${job.runnerGroup}-1`,
    RUNNER_OS: process.platform === 'darwin' ? 'macOS' : 'Linux',
    RUNNER_TEMP: folders.temp,
    RUNNER_TOOL_CACHE: folders.toolCache,
    HOME: folders.home,
  };
}

function buildGithubVariables(job: Job): Readonly<Record<string, string>> {
  const [owner = ''] = job.repository.split('/');
  const isBranch = job.ref.startsWith('refs/heads/');
  return {
    GITHUB_ACTOR: job.actor,
    GITHUB_EVENT_NAME: job.event,
    GITHUB_JOB: job.jobName,
    GITHUB_REF: job.ref,
    GITHUB_REF_NAME: job.ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    GITHUB_REF_PROTECTED: String(job.ref === 'refs/heads/main'),
    GITHUB_REF_TYPE: job.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    GITHUB_REPOSITORY: job.repository,
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: String(job.attempt),
    GITHUB_RUN_ID: String(job.runId),
    GITHUB_RUN_NUMBER: String(job.runId),
    GITHUB_SHA: job.sha,
    GITHUB_TRIGGERING_ACTOR: job.triggeringActor,
    GITHUB_WORKFLOW: job.workflow,
    GITHUB_WORKFLOW_REF: `${job.repository}/.github/workflows/${job.workflow}@${job.ref}`,
    GITHUB_WORKFLOW_SHA: job.sha,
    GITHUB_HEAD_REF: '',
    GITHUB_BASE_REF: isBranch ? '' : 'main',
  };
}

/** `INPUT_*` variables of a step: upper case, spaces to underscores, hyphens kept. */
export function buildInputVariables(
  inputs: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value,
    ]),
  );
}

/** The command files of one step phase. */
export function commandFiles(folder: string): Readonly<Record<CommandFile, string>> {
  return {
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_ENV: join(folder, 'env'),
    GITHUB_PATH: join(folder, 'path'),
    GITHUB_STATE: join(folder, 'state'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
  };
}

export type CommandFile =
  'GITHUB_OUTPUT' | 'GITHUB_ENV' | 'GITHUB_PATH' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY';
