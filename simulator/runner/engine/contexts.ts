import { organisation } from '../../estate/index.ts';
import { readText } from '../expressions/index.ts';
import type { JsonObject } from '../expressions/index.ts';
import type { Job, RepositoryFacts } from '../types.ts';
import type { Permissions } from './permissions.ts';
import type { WorkflowPlan } from './plan.ts';
import type { RunnerPool } from './pools.ts';
import type { Run } from './run.ts';

/**
 * The `github` context without what only a runner knows.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
 */
export function buildGithubContext(run: Run): JsonObject {
  const { event, repository, plan } = run;
  const [owner = ''] = repository.fullName.split('/');
  const { document } = plan;
  return {
    actor: event.actor,
    ...readRef(run),
    triggering_actor: run.triggeringActor,
    api_url: 'https://api.github.com',
    event: event.payload,
    event_name: event.name,
    graphql_url: 'https://api.github.com/graphql',
    repository: repository.fullName,
    repository_id: String(repository.id),
    repository_owner: owner,
    repository_owner_id: String(readFacts(run).ownerId),
    repositoryUrl: `git://github.com/${repository.fullName}.git`,
    retention_days: '90',
    run_attempt: String(run.attempt),
    run_id: String(run.id),
    run_number: String(run.number),
    secret_source: 'Actions',
    server_url: 'https://github.com',
    sha: event.sha,
    workflow: document.name,
    workflow_ref: plan.workflowRef,
    workflow_sha: event.sha,
  };
}

function readRef({ event, repository }: Run): JsonObject {
  const { ref, payload } = event;
  return {
    ref,
    ref_name: ref.replace(/^refs\/(heads|tags|pull)\//, ''),
    ref_protected: ref === `refs/heads/${repository.defaultBranch}`,
    ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    head_ref: readText(payload, 'pull_request', 'head', 'ref') ?? '',
    base_ref: readText(payload, 'pull_request', 'base', 'ref') ?? '',
  };
}

/** What GitHub knows of the run's repository beside its name. */
export function readFacts({ repository }: Run): RepositoryFacts {
  const { id, visibility, defaultBranch } = repository;
  return { id, visibility, defaultBranch, ownerId: organisation.id };
}

export interface JobFacts {
  readonly jobId: string;
  readonly checkRunId: number;
  readonly plan: WorkflowPlan;
  readonly permissions: Permissions;
  readonly pool: RunnerPool;
  readonly environment: string | undefined;
  readonly workspace: string;
}

/** The job as token issuer, OIDC and action host know it. */
export function describeRunJob(run: Run, facts: JobFacts): Job {
  const { event, repository } = run;
  const { plan, pool, environment } = facts;
  const { origin, path } = plan.document;
  return {
    repository: repository.fullName,
    event: event.name,
    eventPayload: event.payload,
    ref: event.ref,
    sha: event.sha,
    actor: event.actor,
    triggeringActor: run.triggeringActor,
    runId: run.id,
    runNumber: run.number,
    attempt: run.attempt,
    workflow: run.plan.document.path.replace('.github/workflows/', ''),
    workflowName: run.plan.document.name,
    jobWorkflow: `${origin.repository}/${path}@${origin.ref}`,
    jobWorkflowSha: origin.sha,
    jobName: facts.jobId,
    checkRunId: facts.checkRunId,
    ...(environment === undefined ? {} : { environment }),
    permissions: facts.permissions,
    runnerGroup: pool.group,
    runnerEnvironment: pool.environment,
    repositoryFacts: readFacts(run),
    workspace: facts.workspace,
  };
}
