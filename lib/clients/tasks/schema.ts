import * as v from 'valibot';
import { isDigest } from '../../domain/image/index.ts';
import type { Digest } from '../../domain/image/index.ts';

// RunStatus of 2025-03-01-preview; anything else is refused by name, because an unknown end must not pass for success.
const statuses = [
  'Queued',
  'Started',
  'Running',
  'Succeeded',
  'Failed',
  'Canceled',
  'Error',
  'Timeout',
] as const;

/** All run statuses that this version knows. */
export const RunStatus = v.picklist(statuses);

const Time = v.pipe(
  v.string(),
  v.transform((text) => Date.parse(text)),
  v.number(),
  v.check((ms) => !Number.isNaN(ms), 'not a time'),
);

const OutputImage = v.object({
  registry: v.string(),
  repository: v.string(),
  tag: v.nullish(v.string()),
  digest: v.custom<Digest>((value) => typeof value === 'string' && isDigest(value), 'not a digest'),
});

const RunProperties = v.object({
  runId: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/)),
  status: v.string(),
  createTime: v.nullish(Time),
  startTime: v.nullish(Time),
  finishTime: v.nullish(Time),
  agentPoolName: v.nullish(v.string()),
  runErrorMessage: v.nullish(v.string()),
  outputImages: v.nullish(v.array(OutputImage)),
});

/** `Run`: extra fields are tolerated, because ACR adds some in each API version. */
export const RunBody = v.object({ properties: RunProperties });
export type RunBody = v.InferOutput<typeof RunBody>;

/** `TaskRun`; the result may be absent in the first reply. */
export const TaskRunBody = v.object({
  name: v.string(),
  properties: v.object({ runResult: v.nullish(RunBody) }),
});
export type TaskRunBody = v.InferOutput<typeof TaskRunBody>;

const HttpsUrl = v.pipe(v.string(), v.url(), v.startsWith('https://'));

/** `SourceUploadDefinition`. */
export const UploadBody = v.object({ uploadUrl: HttpsUrl, relativePath: v.pipe(v.string(), v.nonEmpty()) });

/** `RunGetLogResult`. */
export const LogLinkBody = v.object({ logLink: HttpsUrl });

/** `AgentPool`. */
export const AgentPoolBody = v.object({
  name: v.string(),
  properties: v.object({
    count: v.nullish(v.number(), 0),
    provisioningState: v.nullish(v.string(), 'Unknown'),
  }),
});

/** `AgentPoolListResult`, its first page: a registry has a handful of pools. */
export const AgentPoolListBody = v.object({ value: v.nullish(v.array(AgentPoolBody), []) });

/** `AgentPoolQueueStatus`. */
export const QueueBody = v.object({ count: v.nullish(v.number(), 0) });
