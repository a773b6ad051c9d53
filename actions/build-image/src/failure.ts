import { ExternalError, UserError } from '../../../lib/base/errors/index.ts';
import { isAzureRegistry } from '../../../lib/domain/image/index.ts';
import type { FinishedRun } from './follow.ts';
import type { BuildPlan } from './plan.ts';

/** Throws the error that says why a run did not succeed; returns when it did. */
export function assertSucceeded(finished: FinishedRun, plan: BuildPlan): void {
  const { run } = finished;
  const subject = run.runId;
  switch (run.status) {
    case 'Succeeded':
      return;
    case 'Canceled':
      throw new UserError('TASKS_RUN_CANCELED', {
        subject,
        reason: run.errorMessage ?? 'ACR says it was cancelled',
      });
    case 'Timeout':
      throw new UserError('TASKS_RUN_TIMED_OUT', { subject, reason: describePlace(finished, plan) });
    case 'Failed':
      throw explainFailure(finished, plan);
    default:
      throw new ExternalError('TASKS_RUN_BROKEN', {
        ...{ system: 'ACR Tasks', operation: 'run', subject },
        reason: run.errorMessage ?? `it ended as ${run.status}`,
      });
  }
}

interface Sign {
  readonly pattern: RegExp;
  /** What to do about it; text that needs no plan stands as it is. */
  readonly remedy: string | ((plan: BuildPlan, isPushing: boolean) => string);
}

// Words of Docker and ACR that name a cause outside the Dockerfile
// (https://learn.microsoft.com/azure/container-registry/container-registry-troubleshoot-login and Docker Hub's limits page).
const signs: readonly Sign[] = [
  {
    pattern: /toomanyrequests|You have reached your (?:unauthenticated )?pull rate limit/i,
    remedy:
      'Docker Hub refused the pull for too many requests: import the base image and name your own registry in FROM',
  },
  {
    pattern: /failed to get ACR refresh token|unauthorized: authentication required|insufficient_scope/i,
    remedy: nameMissingRole,
  },
  {
    pattern: /failed to download context/i,
    remedy: 'The agent could not fetch the Git context: it must be public, and its submodules too',
  },
  {
    pattern: /manifest (?:for \S+ )?(?:not found|unknown)|pull access denied/i,
    remedy:
      'A base image is not there under this name, tag or digest: import and promote it first, or correct FROM',
  },
  {
    pattern: /no space left on device/i,
    remedy: 'The agent’s disk is full: use a larger tier of agent pool',
  },
];

function explainFailure(finished: FinishedRun, plan: BuildPlan): UserError {
  const { run, lastLines } = finished;
  const isPushing = lastLines.some((line) => pushBegin.test(line));
  const sign = signs.find(({ pattern }) => lastLines.some((line) => pattern.test(line)));
  const own = run.errorMessage ?? 'ACR gives no reason';
  return new UserError('TASKS_RUN_FAILED', {
    subject: run.runId,
    reason: `${isPushing ? 'while pushing' : describePlace(finished, plan)}: ${own.slice(0, 300)}`,
    ...(sign === undefined ? {} : { remedy: renderRemedy(sign, plan, isPushing) }),
  });
}

// Docker prints it once, before the first layer (docker/cli, `docker image push`).
const pushBegin = /^The push refers to repository \[/;

function renderRemedy({ remedy }: Sign, plan: BuildPlan, isPushing: boolean): string {
  return typeof remedy === 'string' ? remedy : remedy(plan, isPushing);
}

function nameMissingRole(plan: BuildPlan, isPushing: boolean): string {
  if (isPushing) {
    return `Assign the role "Container Registry Repository Writer" to the build identity on ${plan.loginServer}, for the repository "${plan.repository}"`;
  }
  const bases = plan.dockerfile.baseImages.map(({ reference }) => reference);
  const places = bases.filter(({ registry }) => isAzureRegistry(registry));
  const names = places.map(({ registry, repository }) => `"${repository}" on ${registry}`);
  return `Assign the role "Container Registry Repository Reader" to the build identity for the base image: ${[...new Set(names)].join(', ')}`;
}

function describePlace({ lastStep }: FinishedRun, plan: BuildPlan): string {
  if (lastStep === undefined) return 'before the first instruction';
  const { number, total, instruction } = lastStep;
  const line = plan.dockerfile.steps[number - 1]?.line;
  const place = line === undefined ? '' : ` (${plan.context.dockerfilePath}, line ${line})`;
  return `in step ${number}/${total} "${instruction.slice(0, 120)}"${place}`;
}
