import { renderValue } from '../model/expression.ts';
import type { Value } from '../model/expression.ts';
import type { CallJob, Job, Permissions, Runner, Step, StepsJob, Strategy } from '../model/types.ts';
import { assertScript } from '../model/steps.ts';
import { block, commented, literal } from './nodes.ts';
import { renderConcurrency } from './render-concurrency.ts';

// The default shell of `run` lacks pipefail: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
const bash = Object.fromEntries([['shell', 'bash']]);

/** A job in a fixed order of keys. */
export function renderJob(job: Job): object {
  return block({
    name: renderValue(job.name),
    needs: job.needs.length === 0 ? undefined : job.needs.map(({ job: { id } }) => id),
    if: job.if === undefined ? undefined : renderValue(job.if),
    ...(job.kind === 'call' ? renderCall(job) : renderSteps(job)),
  });
}

function renderCall(job: CallJob): Readonly<Record<string, unknown>> {
  return {
    concurrency: renderConcurrency(job.concurrency),
    permissions: renderPermissions(job.permissions),
    strategy: renderStrategy(job.strategy),
    uses: renderUses(job),
    with: renderValues(job.with),
  };
}

function renderSteps(job: StepsJob): Readonly<Record<string, unknown>> {
  return {
    'runs-on': renderRunner(job.runsOn),
    environment: job.environment,
    concurrency: renderConcurrency(job.concurrency),
    permissions: renderPermissions(job.permissions),
    'timeout-minutes': renderValue(job.timeoutMinutes),
    strategy: renderStrategy(job.strategy),
    outputs: renderValues(job.declared),
    steps: job.steps.map(renderStep),
  };
}

function renderStep({ name, id, if: condition, uses, version, with: given, env, run }: Step): object {
  if (run !== undefined) assertScript(name, run);
  return block({
    name,
    id,
    if: condition === undefined ? undefined : renderValue(condition),
    uses: uses === undefined ? undefined : renderUses({ uses, version }),
    with: renderValues(given ?? {}),
    env: renderValues(env ?? {}),
    run: run === undefined ? undefined : literal(run),
    ...(run === undefined ? {} : bash),
  });
}

function renderUses({
  uses,
  version,
}: {
  readonly uses: string;
  readonly version?: string | undefined;
}): unknown {
  return version === undefined ? uses : commented(uses, version);
}

function renderRunner(runner: Runner): unknown {
  if (typeof runner === 'object' && 'group' in runner) {
    return { group: renderValue(runner.group), labels: renderValue(runner.labels) };
  }
  return renderValue(runner);
}

function renderPermissions(permissions: Permissions): object {
  const entries = Object.entries(permissions).map(([name, [level, why]]): [string, object] => [
    name,
    commented(level, why),
  ]);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function renderStrategy(strategy: Strategy | undefined): object | undefined {
  if (strategy === undefined) return undefined;
  const matrix = Object.entries(strategy.matrix).map(([name, values]): [string, unknown] => [
    name,
    'kind' in values ? renderValue(values) : values,
  ]);
  return block({
    'fail-fast': strategy.failFast,
    'max-parallel': strategy.maxParallel,
    matrix: Object.fromEntries(matrix),
  });
}

function renderValues(values: Readonly<Record<string, Value>>): object | undefined {
  const entries = Object.entries(values).map(([name, value]): [string, unknown] => [
    name,
    renderValue(value),
  ]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
