import { environments, organisation, repository, repositoryForms, accounts } from '../../estate/index.ts';
import type { Job, RepositoryFacts } from '../../runner/types.ts';
import { readPullRequest } from './pull-request.ts';

/** How a repository customises its subjects (REST: "Set the customization template for an OIDC subject claim for a repository"). */
export interface SubjectTemplate {
  readonly useDefault: boolean;
  readonly includeClaimKeys: readonly string[];
  /** Owner and repository by name only, or with their ids too. */
  readonly form: 'old' | 'immutable';
}

export type Claims = Readonly<Record<string, string>>;

/**
 * The claims of a job's token but for times, `jti`, `iss` and `aud`.
 * https://docs.github.com/actions/reference/security/oidc#oidc-token-claims
 */
export function buildClaims(job: Job, template: SubjectTemplate): Claims {
  const claims = { ...buildOrigin(job), ...buildRun(job), ...buildWorkflow(job) };
  return { sub: buildSubject(job, claims, template), ...claims };
}

/**
 * The subject: `repo:<repository>:<context>`, or the keys that the repository chose; `context` is itself
 * `environment:…`, `pull_request` or `ref:…`. Colons inside a value become `%3A`.
 * https://docs.github.com/actions/reference/security/oidc#customizing-the-token-claims
 */
function buildSubject(job: Job, claims: Claims, template: SubjectTemplate): string {
  const keys = template.useDefault ? ['repo', 'context'] : template.includeClaimKeys;
  return keys.map((key) => buildSubjectPart(key, { job, claims, template })).join(':');
}

function buildSubjectPart(
  key: string,
  { job, claims, template }: { job: Job; claims: Claims; template: SubjectTemplate },
): string {
  if (key === 'repo') return `repo:${buildRepositoryForm(job, template)}`;
  if (key === 'context') return buildContext(job);
  return `${key}:${encodeColons(claims[key] ?? '')}`;
}

function buildRepositoryForm(job: Job, { form }: SubjectTemplate): string {
  if (job.repository === repository.fullName) return repositoryForms[form];
  const [owner = '', name = ''] = job.repository.split('/');
  const { id, ownerId } = readFacts(job);
  return form === 'old' ? job.repository : `${owner}@${ownerId}/${name}@${id}`;
}

function buildContext(job: Job): string {
  if (job.environment !== undefined) return `environment:${encodeColons(job.environment)}`;
  if (job.event === 'pull_request') return 'pull_request';
  return `ref:${encodeColons(job.ref)}`;
}

function buildOrigin(job: Job): Claims {
  const [owner = ''] = job.repository.split('/');
  const { id, ownerId, visibility } = readFacts(job);
  return {
    repository: job.repository,
    repository_id: String(id),
    repository_owner: owner,
    repository_owner_id: String(ownerId),
    repository_visibility: visibility,
    actor: job.actor,
    actor_id: String(accounts.find(({ login }) => login === job.actor)?.id ?? 0),
    ...buildEnvironment(job.environment),
  };
}

function readFacts(job: Job): RepositoryFacts {
  return job.repositoryFacts ?? { ...repository, ownerId: organisation.id };
}

function buildEnvironment(name: string | undefined): Claims {
  if (name === undefined) return {};
  const id = environments.find((environment) => environment.name === name)?.id;
  return { environment: name, ...(id === undefined ? {} : { environment_node_id: `EN_${id}` }) };
}

function buildRun(job: Job): Claims {
  const pullRequest = job.event === 'pull_request' ? readPullRequest(job.eventPayload) : undefined;
  return {
    event_name: job.event,
    ref: job.ref,
    ref_type: job.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: String(job.ref === `refs/heads/${readFacts(job).defaultBranch}`),
    sha: job.sha,
    head_ref: pullRequest?.head ?? '',
    base_ref: pullRequest?.base ?? '',
    run_id: String(job.runId),
    run_number: String(job.runNumber ?? job.runId),
    run_attempt: String(job.attempt),
    runner_environment: job.runnerEnvironment ?? 'self-hosted',
    ...(job.checkRunId === undefined ? {} : { check_run_id: String(job.checkRunId) }),
  };
}

// A reusable workflow that is called by path has the caller's ref; one called as `owner/repo/path@ref` its own.
function buildWorkflow(job: Job): Claims {
  const folder = `${job.repository}/.github/workflows`;
  const [file = '', ref = job.ref] = (job.jobWorkflow ?? job.workflow).split('@');
  const path = file.includes('/') ? file : `${folder}/${file}`;
  return {
    workflow: job.workflowName ?? job.workflow,
    workflow_ref: `${folder}/${job.workflow}@${job.ref}`,
    workflow_sha: job.sha,
    job_workflow_ref: `${path}@${ref}`,
    job_workflow_sha: job.jobWorkflowSha ?? job.sha,
  };
}

function encodeColons(value: string): string {
  return value.replaceAll(':', '%3A');
}
