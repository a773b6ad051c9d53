import { afterEach, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { legacy, live, quarantine, registries, subscriptionScope } from '../../estate/index.ts';
import type { ImportState } from '../import/types.ts';
import { openTestBed } from '../tasks/testing/setup.ts';
import type { TestBed } from '../tasks/testing/setup.ts';

const Failure = v.object({ error: v.object({ code: v.string(), message: v.string() }) });
const Status = v.object({ status: v.string() });
const Registry = v.object({
  properties: v.object({ policies: v.object({ quarantinePolicy: Status, exportPolicy: Status }) }),
});
const List = v.object({ value: v.array(v.looseObject({ name: v.string() })) });

const beds: TestBed[] = [];

afterEach(async () => {
  await Promise.all(beds.splice(0).map(({ tasks, world }) => tasks.close().then(() => world.close())));
});

describe('ARM', () => {
  it.each([
    ['a token that is none', 'malformed', 401, 'InvalidAuthenticationToken'],
    ['an expired token', 'expired', 401, 'ExpiredAuthenticationToken'],
  ])('refuses %s with a challenge', async (_, token, status, code) => {
    const bed = await open();
    const reply = await bed.arm('GET', quarantine.id, undefined, token);
    expect(await failure(reply)).toEqual([status, code]);
    expect(reply.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('asks for an api-version, and takes any', async () => {
    const bed = await open();
    expect(await failure(await bed.arm('GET', quarantine.id, undefined, undefined, ''))).toEqual([
      400,
      'MissingApiVersionParameter',
    ]);
    expect((await bed.arm('GET', quarantine.id, undefined, undefined, '2999-01-01')).status).toBe(200);
  });

  it.each([
    [
      'GET',
      `${subscriptionScope}/resourceGroups/rg-lazaret/providers/Microsoft.ContainerRegistry/registries/nowhere`,
      403,
      'AuthorizationFailed',
    ],
    ['GET', live.id, 403, 'AuthorizationFailed'],
    ['POST', `${quarantine.id}/importImage`, 403, 'AuthorizationFailed'],
    ['GET', `${quarantine.id}/runs/zz9`, 404, 'ResourceNotFound'],
    ['GET', `${quarantine.id}/taskRuns/none-1`, 404, 'ResourceNotFound'],
    ['GET', `${quarantine.id}/agentPools/none`, 404, 'ResourceNotFound'],
    ['GET', '/subscriptions/00000000-0000-0000-0000-000000000000/resources', 404, 'SubscriptionNotFound'],
    ['GET', '/providers/Nothing', 404, 'ResourceNotFound'],
    ['DELETE', `${quarantine.id}/runs`, 405, 'MethodNotAllowed'],
  ])('answers %s %s with the right error', async (method, path, status, code) => {
    const bed = await open();
    expect(await failure(await bed.arm(method, path))).toEqual([status, code]);
  });

  it.each<[string, unknown]>([
    ['text that is no JSON', '{'],
    ['no properties', {}],
    ['another type of request', { properties: { runRequest: { type: 'EncodedTaskRunRequest' } } }],
    ['a timeout below 300 seconds', { properties: { runRequest: request({ timeout: 299 }) } }],
    ['a timeout above 28800 seconds', { properties: { runRequest: request({ timeout: 28_801 }) } }],
  ])('refuses a task run with %s', async (_, body) => {
    const bed = await open();
    const reply = await bed.arm('PUT', `${quarantine.id}/taskRuns/probe-1`, body);
    expect(reply.status).toBe(400);
    expect(bed.tasks.listRuns(quarantine.name)).toEqual([]);
  });

  it('lists what the caller may read, by the filter that az sends', async () => {
    const bed = await open();
    const path = `${subscriptionScope}/resources?$filter=resourceType eq 'Microsoft.ContainerRegistry/registries'`;
    const all = v.parse(List, await (await bed.arm('GET', path, undefined, 'lazaret-promote')).json());
    expect(all.value.map(({ name }) => name)).toEqual(['lazaretquarantine', 'lazaretlive']);
    expect(await failure(await bed.arm('GET', path.replace('resourceType', 'colour')))).toEqual([
      400,
      'InvalidFilterInQueryString',
    ]);
  });

  it('answers a registry whole, whatever the case of its id', async () => {
    const bed = await open();
    const [own] = registries;
    const body: unknown = await (await bed.arm('GET', quarantine.id.toLowerCase())).json();
    expect(body).toMatchObject({
      id: own?.id,
      sku: { name: 'Premium', tier: 'Premium' },
      properties: { loginServer: own?.loginServer, roleAssignmentMode: 'AbacRepositoryPermissions' },
    });
  });

  it('turns the policies of a registry on and off, and shows them', async () => {
    const bed = await open();
    const policiesOf = async (method: string, policies?: object): Promise<unknown> => {
      const body = policies === undefined ? undefined : { properties: { policies } };
      const reply = await bed.arm(method, legacy.id, body);
      return [reply.status, v.parse(Registry, await reply.json()).properties.policies];
    };
    const off = { quarantinePolicy: { status: 'disabled' }, exportPolicy: { status: 'enabled' } };
    const on = { quarantinePolicy: { status: 'enabled' }, exportPolicy: { status: 'disabled' } };
    expect(await policiesOf('GET')).toEqual([200, off]);
    expect(await policiesOf('PATCH', { quarantinePolicy: { status: 'enabled' } })).toMatchObject([
      200,
      { ...off, quarantinePolicy: { status: 'enabled' } },
    ]);
    expect(await policiesOf('PATCH', { exportPolicy: { status: 'disabled' } })).toEqual([200, on]);
    expect(await policiesOf('GET')).toEqual([200, on]);
    expect(await policiesOf('PATCH', off)).toEqual([200, off]);
  });

  it('lets nobody change a registry without the right, or with what is no status', async () => {
    const bed = await open();
    expect(await failure(await bed.arm('PATCH', quarantine.id, {}))).toEqual([403, 'AuthorizationFailed']);
    const wrong = { properties: { policies: { exportPolicy: { status: 'maybe' } } } };
    expect(await failure(await bed.arm('PATCH', legacy.id, wrong))).toEqual([400, 'InvalidRequestContent']);
  });

  it.each([
    ['found', 200],
    ['absent', 404],
  ])('answers a task run by its name as the switch says: %s', async (value, status) => {
    const bed = await open();
    const put = { properties: { runRequest: request({ imageNames: ['workload/app:1'] }) } };
    expect((await bed.arm('PUT', `${quarantine.id}/taskRuns/probe1`, put)).status).toBe(201);
    bed.world.setAssumption('tasks-taskrun-by-name', value);
    expect((await bed.arm('GET', `${quarantine.id}/taskRuns/probe1`)).status).toBe(status);
  });

  it('takes an import, gives each poll a Location of its own, and ends in 200', async () => {
    const states: ImportState[] = [{ state: 'running' }, { state: 'running' }, { state: 'succeeded' }];
    const bed = await open(states);
    const { reply, polls } = await follow(bed);
    expect([reply.status, await reply.text(), reply.headers.get('retry-after')]).toEqual([202, 'null', null]);
    expect(polls.map(({ status }) => status)).toEqual([202, 202, 200]);
    const places = polls.map(({ headers }) => headers.get('location'));
    expect(new Set(places.slice(0, 2)).size).toBe(2);
    expect(places[0]?.length).toBeGreaterThan(4000);
  });

  it('tells a failed import on the poll', async () => {
    const message = 'Tag app:1 already exists in target registry.';
    const bed = await open([{ state: 'failed', status: 409, code: 'Conflict', message }]);
    const { polls } = await follow(bed);
    expect(polls).toHaveLength(1);
    const [poll] = polls;
    expect(poll === undefined ? undefined : await failure(poll)).toEqual([409, 'Conflict']);
  });
});

function request(change: object) {
  return {
    ...{ type: 'DockerBuildRequest', dockerFilePath: 'Dockerfile', sourceLocation: 'source/x.tar.gz' },
    platform: { os: 'Linux', architecture: 'amd64' },
    ...change,
  };
}

async function open(states: readonly ImportState[] = []): Promise<TestBed> {
  const left = [...states];
  const bed = await openTestBed({
    imports: {
      start: () => Promise.resolve({ ok: true, operationId: 'operation-1' }),
      poll: (id) => (id === 'operation-1' ? left.shift() : undefined),
      settled: () => Promise.resolve(),
    },
  });
  beds.push(bed);
  return bed;
}

async function follow(bed: TestBed) {
  const reply = await bed.arm('POST', `${quarantine.id}/importImage`, {}, 'lazaret-import');
  const polls: Response[] = [];
  let next = reply.headers.get('location');
  while (next !== null) {
    const { pathname, search } = new URL(next);
    const poll = await bed.arm('GET', `${pathname}${search}`, undefined, 'lazaret-import');
    polls.push(poll);
    next = poll.headers.get('location');
  }
  return { reply, polls };
}

async function failure(reply: Response) {
  return [reply.status, v.parse(Failure, await reply.json()).error.code];
}
