import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, ScriptedHttp, SeenRequest } from '../../../test/support/scripted-http.ts';
import { CodedError } from '../../base/errors/index.ts';
import { parseRegistryId } from '../../domain/image/index.ts';
import { createTasksClient } from './index.ts';
import type { BuildRequest, TasksClient } from './index.ts';

const id =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/quarantine';
const digest = `sha256:${'a'.repeat(64)}`;
const request: BuildRequest = {
  sourceLocation: 'source/1/x.tar.gz',
  imageNames: ['workload/app:1'],
  dockerfile: 'Dockerfile',
  arguments: [{ name: 'A', value: 'b', isSecret: true }],
  platform: { os: 'linux', architecture: 'amd64' },
  agentPool: 'pool',
  timeoutSeconds: 3600,
  logins: new Map([['live.azurecr.io', { username: 'u', password: 'refresh-secret' }]]),
};

function createRig(answer: (request: SeenRequest, index: number) => ScriptedAnswer): {
  http: ScriptedHttp;
  tasks: TasksClient;
} {
  const http = scriptHttp(answer);
  const credential = {
    getToken: async () => ({ token: 'access-secret', expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  const ports = { clock: createStillClock(), random: () => 0 };
  return { http, tasks: createTasksClient(parseRegistryId(id), { httpClient: http, credential, ports }) };
}

function runBody(status: string, more: object = {}): object {
  return { id: 'x', properties: { runId: 'ca1', status, provisioningState: 'Succeeded', ...more } };
}

async function codeOf(work: Promise<unknown>): Promise<CodedError> {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof CodedError) return error;
  throw new Error(`no coded error: ${String(error)}`);
}

describe('createTasksClient', () => {
  it('starts a task run with the identity of the caller', async () => {
    const reply = { name: 'n1', properties: { provisioningState: 'Creating', runResult: runBody('Queued') } };
    const { http, tasks } = createRig(() => ({ status: 201, body: reply }));
    expect(await tasks.startTaskRun('n1', request, 'tag-1')).toEqual({
      name: 'n1',
      run: { runId: 'ca1', status: 'Queued', outputImages: [] },
    });
    const [sent] = http.requests;
    expect(`${sent?.method} ${sent?.url.pathname}${sent?.url.search}`).toBe(
      `PUT ${id}/taskRuns/n1?api-version=2025-03-01-preview`,
    );
    expect(sent?.headers.get('authorization')).toBe('Bearer access-secret');
    const body = JSON.parse(sent?.body ?? '');
    expect(body.properties.forceUpdateTag).toBe('tag-1');
    expect(body.properties.runRequest).toMatchObject({
      type: 'DockerBuildRequest',
      agentPoolName: 'pool',
      timeout: 3600,
      credentials: {
        sourceRegistry: { identity: '[caller]' },
        customRegistries: { 'live.azurecr.io': { password: { value: 'refresh-secret', type: 'Opaque' } } },
      },
    });
    expect(body.properties.runRequest.agentConfiguration).toBeUndefined();
  });

  it('repeats the PUT of a task run, because its name makes it the same one', async () => {
    const reply = { name: 'n1', properties: {} };
    const { http, tasks } = createRig((_seen, index) =>
      index === 0 ? { status: 503 } : { status: 200, body: reply },
    );
    expect(await tasks.startTaskRun('n1', request, 'tag-1')).toEqual({ name: 'n1' });
    expect(http.requests).toHaveLength(2);
  });

  it('reads a finished run', async () => {
    const image = { registry: 'q.azurecr.io', repository: 'workload/app', tag: '1', digest };
    const times = { createTime: '2026-11-21T09:30:00.1234567+00:00', finishTime: '2026-11-21T09:31:00Z' };
    const { tasks } = createRig(() => ({
      status: 200,
      body: runBody('Succeeded', { ...times, outputImages: [image] }),
    }));
    const run = await tasks.findRun('ca1');
    expect(run).toMatchObject({
      status: 'Succeeded',
      outputImages: [image],
      finishedAt: Date.UTC(2026, 10, 21, 9, 31),
    });
  });

  it('refuses a status that it does not know', async () => {
    const { tasks } = createRig(() => ({ status: 200, body: runBody('Paused') }));
    expect((await codeOf(tasks.findRun('ca1'))).code).toBe('TASKS_STATUS_UNKNOWN');
  });

  it('refuses an output image without a digest', async () => {
    const image = { registry: 'q', repository: 'r', digest: 'sha256:abc' };
    const { tasks } = createRig(() => ({
      status: 200,
      body: runBody('Succeeded', { outputImages: [image] }),
    }));
    expect((await codeOf(tasks.findRun('ca1'))).code).toBe('TASKS_MALFORMED');
  });

  it('tells an absent pool from an absent registry', async () => {
    const absent = createRig(() => ({
      status: 404,
      body: { error: { code: 'ResourceNotFound', message: 'no' } },
    }));
    expect(await absent.tasks.findAgentPool('p')).toBeUndefined();
    const wrong = createRig(() => ({
      status: 404,
      body: { error: { code: 'ParentResourceNotFound', message: 'no' } },
    }));
    expect((await codeOf(wrong.tasks.findAgentPool('p'))).code).toBe('ARM_REGISTRY_NOT_FOUND');
  });

  it('names the role and the scope of a 403', async () => {
    const { tasks } = createRig(() => ({
      status: 403,
      body: { error: { code: 'AuthorizationFailed', message: 'The client …' } },
    }));
    const error = await codeOf(tasks.createUpload());
    expect(error.code).toBe('ARM_FORBIDDEN');
    expect(error.reason).toContain('"Container Registry Tasks Contributor"');
    expect(error.subject).toBe(id);
  });

  it('knows a subscription that may not run tasks', async () => {
    const { tasks } = createRig(() => ({
      status: 400,
      body: { error: { code: 'TasksOperationsNotAllowed', message: 'not permitted' } },
    }));
    expect((await codeOf(tasks.startTaskRun('n', request, 't'))).code).toBe('TASKS_NOT_ALLOWED');
  });

  it('is content with a run that ended before it was cancelled', async () => {
    const { http, tasks } = createRig(({ method }) =>
      method === 'POST' ? { status: 409, body: {} } : { status: 200, body: runBody('Failed') },
    );
    await tasks.cancelRun('ca1');
    expect(http.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
    const live = createRig(({ method }) =>
      method === 'POST' ? { status: 409, body: {} } : { status: 200, body: runBody('Running') },
    );
    expect((await codeOf(live.tasks.cancelRun('ca1'))).code).toBe('TASKS_REFUSED');
  });

  it('reads links and the queue', async () => {
    const { tasks } = createRig(({ url }) => ({
      status: 200,
      body: url.pathname.endsWith('/listQueueStatus')
        ? { count: 3 }
        : { logLink: 'https://a.blob.core.windows.net/l?sig=1' },
    }));
    expect([await tasks.readQueueLength('p'), await tasks.readLogUrl('ca1')]).toEqual([
      3,
      'https://a.blob.core.windows.net/l?sig=1',
    ]);
  });
});
