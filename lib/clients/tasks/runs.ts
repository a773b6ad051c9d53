import * as v from 'valibot';
import { ExternalError } from '../../base/errors/index.ts';
import { RunStatus } from './schema.ts';
import type { RunBody, TaskRunBody } from './schema.ts';
import type { Run, TaskRun } from './types.ts';

const finished: ReadonlySet<RunStatusName> = new Set(['Succeeded', 'Failed', 'Canceled', 'Error', 'Timeout']);
type RunStatusName = Run['status'];

/** Whether a run has come to its end. */
export function isFinished(status: RunStatusName): boolean {
  return finished.has(status);
}

/** A run in our words; `status` decides, because ACR says provisioningState "Succeeded" from the first reply on. */
export function toRun(body: RunBody): Run {
  const { properties } = body;
  return {
    runId: properties.runId,
    status: parseStatus(properties.runId, properties.status),
    ...pick('createdAt', properties.createTime),
    ...pick('startedAt', properties.startTime),
    ...pick('finishedAt', properties.finishTime),
    ...pick('agentPool', properties.agentPoolName),
    ...pick('errorMessage', properties.runErrorMessage),
    outputImages: (properties.outputImages ?? []).map(({ tag, ...image }) => ({
      ...image,
      ...pick('tag', tag),
    })),
  };
}

/** A task run in our words. */
export function toTaskRun(body: TaskRunBody): TaskRun {
  const result = body.properties.runResult;
  return {
    name: body.name,
    ...pick('run', result === undefined || result === null ? undefined : toRun(result)),
  };
}

function parseStatus(runId: string, status: string): RunStatusName {
  const checked = v.safeParse(RunStatus, status);
  if (checked.success) return checked.output;
  throw new ExternalError('TASKS_STATUS_UNKNOWN', {
    system: 'ACR Tasks',
    operation: 'read run',
    subject: runId,
    reason: `status "${status.slice(0, 40)}"`,
  });
}

function pick<K extends string, T>(key: K, value: T | null | undefined): { readonly [P in K]?: T } {
  return value === null || value === undefined ? {} : asRecord(key, value);
}

function asRecord<K extends string, T>(key: K, value: T): { readonly [P in K]?: T } {
  const record: { [P in K]?: T } = {};
  record[key] = value;
  return record;
}
