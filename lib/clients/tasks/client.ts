import type * as v from 'valibot';
import { ExternalError } from '../../base/errors/index.ts';
import { checkJson } from '../../base/schema.ts';
import type { RegistryId } from '../../domain/image/index.ts';
import { armEndpoint, createRest, loadArmPolicies, readText } from '../http/index.ts';
import type { ArmOptions, Rest, RestRequest, RestResponse } from '../http/index.ts';
import { buildRequestBody } from './build-request.ts';
import { explainTasksRefusal, isAbsent } from './failures.ts';
import { isFinished, toRun, toTaskRun } from './runs.ts';
import {
  AgentPoolBody,
  AgentPoolListBody,
  LogLinkBody,
  QueueBody,
  RunBody,
  TaskRunBody,
  UploadBody,
} from './schema.ts';
import type { Run, TasksClient } from './types.ts';

// The version of current az; earlier ones have no `credentials.sourceRegistry.identity`
// (azure-rest-api-specs, Microsoft.ContainerRegistry/RegistryTasks/preview/2025-03-01-preview).
const apiVersion = '2025-03-01-preview';

interface Api {
  readonly registry: RegistryId;
  readonly rest: Rest;
}

type Call = Pick<RestRequest, 'method' | 'isRepeatable'> & { readonly path: string; readonly body?: unknown };

/** ACR Tasks by REST: the npm SDK dropped them in its version 12. */
export function createTasksClient(registry: RegistryId, options: ArmOptions): TasksClient {
  const rest = createRest({ ...options, loadPolicies: () => loadArmPolicies(options.credential) });
  const api = { registry, rest };
  return {
    createUpload: () => read(api, repeatablePost('/listBuildSourceUploadUrl'), UploadBody),
    findTaskRun: async (name) => {
      const body = await find(api, `/taskRuns/${encodeURIComponent(name)}`, TaskRunBody);
      return body === undefined ? undefined : toTaskRun(body);
    },
    startTaskRun: async (name, request, forceUpdateTag) => {
      const body = { properties: { runRequest: buildRequestBody(request), forceUpdateTag } };
      const path = `/taskRuns/${encodeURIComponent(name)}`;
      return toTaskRun(await read(api, { method: 'PUT', path, body, isRepeatable: true }, TaskRunBody));
    },
    findRun: (runId) => findRun(api, runId),
    readLogUrl: async (runId) =>
      (await read(api, repeatablePost(`/runs/${encodeURIComponent(runId)}/listLogSasUrl`), LogLinkBody))
        .logLink,
    cancelRun: (runId) => cancelRun(api, runId),
    findAgentPool: async (name) => {
      const body = await find(api, `/agentPools/${encodeURIComponent(name)}`, AgentPoolBody);
      return body === undefined ? undefined : { name: body.name, ...body.properties };
    },
    listAgentPools: async () => {
      const body = await read(api, { method: 'GET', path: '/agentPools' }, AgentPoolListBody);
      return body.value.map(({ name, properties }) => ({ name, ...properties }));
    },
    readQueueLength: async (pool) =>
      (await read(api, repeatablePost(`/agentPools/${encodeURIComponent(pool)}/listQueueStatus`), QueueBody))
        .count,
  };
}

// These POSTs only read or hand out links.
function repeatablePost(path: string): Call {
  return { method: 'POST', path, isRepeatable: true };
}

async function findRun(api: Api, runId: string): Promise<Run | undefined> {
  const body = await find(api, `/runs/${encodeURIComponent(runId)}`, RunBody);
  return body === undefined ? undefined : toRun(body);
}

// Cancelling twice does no more than once; a run that ended in between needs no cancelling.
async function cancelRun(api: Api, runId: string): Promise<void> {
  const call = repeatablePost(`/runs/${encodeURIComponent(runId)}/cancel`);
  const response = await send(api, call);
  if (response.status < 300) return;
  if (response.status === 400 || response.status === 409) {
    const run = await findRun(api, runId);
    if (run !== undefined && isFinished(run.status)) return;
  }
  throw explainTasksRefusal(response, call.path, api.registry);
}

async function find<T>(api: Api, path: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
  const response = await send(api, { method: 'GET', path });
  return isAbsent(response) ? undefined : parse(response, path, schema, api.registry);
}

async function read<T>(api: Api, call: Call, schema: v.GenericSchema<unknown, T>): Promise<T> {
  return parse(await send(api, call), call.path, schema, api.registry);
}

function send(api: Api, call: Call): Promise<RestResponse> {
  const { body, path, ...request } = call;
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const url = `${armEndpoint}${api.registry.id}${path}?api-version=${apiVersion}`;
  return api.rest.send({ ...request, ...sent, url });
}

function parse<T>(
  response: RestResponse,
  path: string,
  schema: v.GenericSchema<unknown, T>,
  registry: RegistryId,
): T {
  if (response.status >= 300) throw explainTasksRefusal(response, path, registry);
  const checked = checkJson(schema, readText(response));
  if (checked.ok) return checked.value;
  throw new ExternalError('TASKS_MALFORMED', {
    system: 'ACR Tasks',
    operation: path,
    subject: registry.name,
    reason: checked.problems.join('; '),
    status: response.status,
  });
}
