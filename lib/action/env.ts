import * as v from 'valibot';
import { commitIdPattern } from '../base/commit-id.ts';
import { checkShape } from '../base/schema.ts';
import { UserError } from '../base/errors/index.ts';
import type { JobContext } from './types.ts';

/** The variables of a process; read once, at the start. */
export type Env = Readonly<Record<string, string | undefined>>;

/** What the runner tells a step by variables. */
export interface RunnerFacts {
  readonly job: JobContext;
  readonly workspace: string;
  readonly tempRoot: string;
  /** The file of the webhook payload. */
  readonly eventPath: string | undefined;
  readonly proxyEnv: Readonly<Record<string, string>>;
  readonly toolEnv: Readonly<Record<string, string>>;
}

const filled = v.pipe(v.string('is not set'), v.nonEmpty('is empty'));
const count = v.pipe(filled, v.regex(/^[1-9]\d{0,15}$/, 'is not a whole number'), v.transform(Number));

// https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables
const runnerSchema = v.object({
  GITHUB_REPOSITORY: v.pipe(filled, v.regex(/^[^/\s]+\/[^/\s]+$/, 'is not owner/name')),
  GITHUB_SHA: v.pipe(filled, v.regex(commitIdPattern, 'is not a commit')),
  GITHUB_REF: filled,
  GITHUB_RUN_ID: count,
  GITHUB_RUN_ATTEMPT: count,
  GITHUB_EVENT_NAME: filled,
  GITHUB_ACTOR: filled,
  GITHUB_TRIGGERING_ACTOR: filled,
  GITHUB_WORKFLOW_REF: filled,
  GITHUB_SERVER_URL: v.pipe(filled, v.url('is not a URL')),
  GITHUB_API_URL: v.pipe(filled, v.url('is not a URL')),
  GITHUB_WORKSPACE: filled,
  GITHUB_OUTPUT: filled,
  GITHUB_STEP_SUMMARY: filled,
  RUNNER_TEMP: filled,
  GITHUB_EVENT_PATH: v.optional(v.string()),
  RUNNER_NAME: v.optional(v.string()),
});

const proxyNames = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];
const toolNames = [
  ...['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'TZ', ...proxyNames],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO', 'CURL_CA_BUNDLE'],
];

/** Parses the runner's variables. Throws ENVIRONMENT_INCOMPLETE with every variable that is wrong. */
export function readRunner(env: Env): RunnerFacts {
  const checked = checkShape(runnerSchema, env);
  if (!checked.ok) {
    throw new UserError('ENVIRONMENT_INCOMPLETE', {
      subject: 'environment',
      reason: checked.problems.join('; '),
    });
  }
  return {
    job: toJob(checked.value),
    workspace: checked.value.GITHUB_WORKSPACE,
    tempRoot: checked.value.RUNNER_TEMP,
    eventPath: checked.value.GITHUB_EVENT_PATH,
    proxyEnv: pick(env, proxyNames),
    toolEnv: pick(env, toolNames),
  };
}

/** The text of an input: upper case, spaces to underscores, hyphens kept, as the runner names the variable. */
export function readInputText(env: Env, name: string): string | undefined {
  return env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`];
}

/** Whether the job was given `id-token: write`; only then the runner sets the address of its token service. */
export function hasIdTokenPermission(env: Env): boolean {
  return (
    (env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '') !== '' && (env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '') !== ''
  );
}

/** Whether the runner gave a file for the step's summary. */
export function hasSummaryFile(env: Env): boolean {
  return (env['GITHUB_STEP_SUMMARY'] ?? '') !== '';
}

function toJob(facts: v.InferOutput<typeof runnerSchema>): JobContext {
  return {
    repository: facts.GITHUB_REPOSITORY,
    sha: facts.GITHUB_SHA,
    ref: facts.GITHUB_REF,
    runId: facts.GITHUB_RUN_ID,
    runAttempt: facts.GITHUB_RUN_ATTEMPT,
    eventName: facts.GITHUB_EVENT_NAME,
    actor: facts.GITHUB_ACTOR,
    triggeringActor: facts.GITHUB_TRIGGERING_ACTOR,
    workflowRef: facts.GITHUB_WORKFLOW_REF,
    serverUrl: facts.GITHUB_SERVER_URL,
    apiUrl: facts.GITHUB_API_URL,
    ...(facts.RUNNER_NAME === undefined ? {} : { runnerName: facts.RUNNER_NAME }),
  };
}

function pick(env: Env, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const value = env[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}
