import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identities, legacy, live, quarantine, resourceGroupScope, tenantId } from '../../estate/index.ts';
import type { EstateIdentity } from '../../estate/index.ts';
import { createWorld } from '../../world/index.ts';
import type { World } from '../../world/index.ts';
import { buildAuthorizationFailed, createAuthorizer, renderCondition } from './index.ts';
import type { RoleAssignments } from './index.ts';

const registries = 'Microsoft.ContainerRegistry/registries';
const importImage = `${registries}/importImage/action`;
let folder: string;
let world: World;
let authorizer: RoleAssignments;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rbac-'));
  world = await createWorld({ folder });
  authorizer = createAuthorizer(world);
});

afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

function mayDo(identity: EstateIdentity, action: string, scope: string): boolean {
  return authorizer.may({ principal: { ...identity, tenantId }, action, scope, kind: 'action' });
}

function mayTouch(
  identity: EstateIdentity,
  action: string,
  at: { scope: string; repository: string },
): boolean {
  const dataAction = `${registries}/repositories/${action}`;
  return authorizer.may({
    principal: { ...identity, tenantId },
    action: dataAction,
    kind: 'dataAction',
    ...at,
  });
}

describe('may', () => {
  const { build, buildPr, promote, reader } = identities;

  it.each([
    ['promote imports into live', () => mayDo(promote, importImage, live.id), true],
    ['case does not matter', () => mayDo(promote, importImage.toUpperCase(), live.id.toUpperCase()), true],
    ['build does not import', () => mayDo(build, importImage, quarantine.id), false],
    [
      'build schedules runs in quarantine',
      () => mayDo(build, `${registries}/scheduleRun/action`, quarantine.id),
      true,
    ],
    ['a wildcard covers task runs', () => mayDo(build, `${registries}/taskruns/write`, quarantine.id), true],
    ['build schedules none in live', () => mayDo(build, `${registries}/scheduleRun/action`, live.id), false],
    ['Contributor may all in legacy', () => mayDo(build, `${registries}/push/write`, legacy.id), true],
    ['a role is inherited from the group', () => mayDo(reader, `${registries}/read`, live.id), true],
    [
      'a similar scope inherits nothing',
      () => mayDo(reader, `${registries}/read`, `${resourceGroupScope}-2`),
      false,
    ],
  ])('%s', (_name, ask, expected) => {
    expect(ask()).toBe(expected);
  });

  it.each([
    ['build writes workload/', build, 'workload/api', true],
    ['build does not write pr/', build, 'pr/api', false],
    ['build-pr writes pr/', buildPr, 'pr/api', true],
    ['build-pr does not write workload/', buildPr, 'workload/api', false],
    ['a prefix heeds case', build, 'Workload/api', false],
    ['promote writes nothing in quarantine', promote, 'workload/api', false],
  ])('%s', (_name, identity, repository, expected) => {
    expect(mayTouch(identity, 'content/write', { scope: quarantine.id, repository })).toBe(expected);
  });

  it('reads bases of live below upstream/ only', () => {
    const ask = (repository: string): boolean =>
      mayTouch(build, 'content/read', { scope: live.id, repository });
    expect([ask('upstream/mcr.microsoft.com/x'), ask('workload/api')]).toEqual([true, false]);
  });
});

describe('removeAssignments', () => {
  it('takes a right away, and the world remembers it', async () => {
    const role = 'Container Registry Data Importer and Data Reader';
    const { promote } = identities;
    expect(authorizer.removeAssignments({ principalName: promote.name, role, scope: live.id })).toBe(1);
    expect([mayDo(promote, importImage, live.id), mayDo(promote, importImage, quarantine.id)]).toEqual([
      false,
      true,
    ]);
    await world.close();
    world = await createWorld({ folder });
    authorizer = createAuthorizer(world);
    expect(mayDo(promote, importImage, live.id)).toBe(false);
  });
});

describe('buildAuthorizationFailed', () => {
  it('names client, object, action and scope', () => {
    const principal = { ...identities.build, tenantId };
    const { error } = buildAuthorizationFailed({ principal, action: importImage, scope: live.id });
    expect(error.code).toBe('AuthorizationFailed');
    for (const part of [principal.clientId, principal.objectId, importImage, live.id]) {
      expect(error.message).toContain(`'${part}'`);
    }
  });
});

describe('renderCondition', () => {
  it('limits the listed actions to repositories', () => {
    const text = renderCondition([{ operator: 'StringStartsWith', value: 'pr/' }], ['a/read', 'a/write']);
    expect(text).toBe(
      "((!(ActionMatches{'a/read'}) AND !(ActionMatches{'a/write'})) OR " +
        "(@Request[Microsoft.ContainerRegistry/registries/repositories:name] StringStartsWith 'pr/'))",
    );
  });
});
