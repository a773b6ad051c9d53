import type { BuildArgument } from '../../../lib/clients/tasks/types.ts';
import type { Dockerfile } from '../../../lib/domain/dockerfile/index.ts';
import { computeDigest, digestHex } from '../../../lib/domain/image/index.ts';
import type { BuildContext } from './context/types.ts';
import type { BuildPlatform, Inputs } from './inputs.ts';

/** Everything about a build that is decided before the first request that changes something. */
export interface BuildPlan {
  /** Name of the task run: the same for the same image, so that a re-run finds it. */
  readonly name: string;
  readonly loginServer: string;
  readonly repository: string;
  readonly tag: string;
  readonly context: BuildContext;
  readonly dockerfile: Dockerfile;
  readonly target: string | undefined;
  readonly arguments: readonly BuildArgument[];
  readonly platform: BuildPlatform;
  readonly agentPool: string;
  readonly timeoutMs: number;
}

const shortHashDigits = 12;

// 5-50 letters, digits and hyphens: Microsoft.ContainerRegistry/registries/taskRuns, 2025-03-01-preview.
const nameHashDigits = 40;

/** Decides name, tag and arguments of a build. */
export function planBuild(
  inputs: Inputs,
  loginServer: string,
  context: BuildContext,
  dockerfile: Dockerfile,
): BuildPlan {
  const plan = {
    loginServer,
    repository: inputs.repository,
    tag: inputs.tag ?? defaultTag(context),
    context,
    dockerfile,
    target: inputs.target,
    arguments: listArguments(inputs),
    platform: inputs.platform,
    agentPool: inputs.agentPool,
    timeoutMs: inputs.timeout,
  };
  return { ...plan, name: nameTaskRun(plan) };
}

function defaultTag(context: BuildContext): string {
  return context.kind === 'git'
    ? context.commit.slice(0, shortHashDigits)
    : digestHex(context.hash).slice(0, shortHashDigits);
}

/** All build arguments by name; of a secret one the text before `=` is its name. */
export function listArguments(
  inputs: Pick<Inputs, 'buildArgs' | 'secretBuildArgs'>,
): readonly BuildArgument[] {
  const secrets = inputs.secretBuildArgs.map((secret) => {
    const text = secret.reveal();
    const equals = text.indexOf('=');
    return { name: text.slice(0, equals), value: text.slice(equals + 1), isSecret: true };
  });
  const all = [...inputs.buildArgs.map((given) => ({ ...given, isSecret: false })), ...secrets];
  return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Named assumption: ACR answers a task run under the name that the caller chose, and the published Run model has
 * no source, tag or label to find a run by (REST, 2025-03-01-preview; not tried on a real registry).
 *
 * Of a secret argument only the name counts. Everybody who may read the registry sees the task run's name, and a
 * plain hash of a short secret among known values can be guessed offline; and a token that is new in every job
 * would keep a re-run from finding its own run. A secret gives access, it does not choose the content.
 */
function nameTaskRun(plan: Omit<BuildPlan, 'name'>): string {
  const identity = JSON.stringify([
    'lazaret-build-v1',
    plan.context.hash,
    plan.context.dockerfilePath,
    plan.target ?? null,
    plan.arguments.map(({ name, value, isSecret }) => (isSecret ? [name] : [name, value])),
    [plan.loginServer.toLowerCase(), plan.repository, plan.tag],
    [plan.platform.os, plan.platform.architecture, plan.platform.variant ?? null],
  ]);
  return `lazaret-${digestHex(computeDigest(identity)).slice(0, nameHashDigits)}`;
}
