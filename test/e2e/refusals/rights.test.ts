import { describe, expect, it } from '@jest/globals';
import { identities, live, quarantine, roleAssignments } from '../../../simulator/estate/index.ts';
import type { EstateRegistry } from '../../../simulator/estate/index.ts';
import { baseImage } from '../../../simulator/scenarios/images.ts';
import { useWorld } from '../../support/world.ts';
import { baseRepository } from '../../support/world/prepare.ts';
import { expectRefusal, readErrors } from '../../support/world/refusal.ts';
import type { Refusal } from '../../support/world/refusal.ts';

/** A right that is taken away, and the refusal that names what to give back. */
interface Taken extends Refusal {
  readonly holder: string;
  readonly role: string;
  readonly on: EstateRegistry;
  /** The role that the message asks for, and where. */
  readonly asked: readonly [role: string, place: string];
}

const importer = 'Container Registry Data Importer and Data Reader';
const tasksContributor = 'Container Registry Tasks Contributor';
const reader = 'Container Registry Repository Reader';
const writer = 'Container Registry Repository Writer';
const elsewhere = { repository: 'upstream/elsewhere' };

const rights: readonly Taken[] = [
  {
    ...{ action: 'build-image', holder: 'lazaret-build', role: tasksContributor },
    ...{ on: quarantine, code: 'ARM_FORBIDDEN', asked: [tasksContributor, quarantine.id] },
  },
  {
    ...{ action: 'build-image', holder: 'lazaret-build', role: writer, on: quarantine },
    ...{
      code: 'TASKS_RUN_FAILED',
      asked: [writer, `${quarantine.loginServer}, for the repository "workload/chain-api"`],
    },
  },
  {
    ...{ action: 'build-image', holder: 'lazaret-build', role: reader, on: live, code: 'TASKS_RUN_FAILED' },
    asked: [reader, `"${baseRepository}" on ${live.loginServer}`],
  },
  {
    ...{ action: 'import-image', holder: 'lazaret-import', role: importer, on: quarantine, with: elsewhere },
    ...{ code: 'ARM_FORBIDDEN', asked: [importer, quarantine.id] },
  },
  {
    ...{
      action: 'promote-image',
      holder: 'lazaret-promote',
      role: importer,
      on: quarantine,
      with: elsewhere,
    },
    ...{ code: 'ARM_FORBIDDEN', asked: [importer, quarantine.id] },
  },
  {
    ...{ action: 'promote-image', holder: 'lazaret-promote', role: importer, on: live, with: elsewhere },
    ...{ code: 'ARM_FORBIDDEN', asked: [importer, live.id] },
  },
  {
    ...{ action: 'promote-image', holder: 'lazaret-promote', role: writer, on: live, with: elsewhere },
    ...{ code: 'REGISTRY_FORBIDDEN', asked: [writer, `${live.loginServer}/upstream/elsewhere`] },
  },
  {
    ...{ action: 'revoke-image', holder: 'lazaret-promote', role: importer, on: live },
    ...{ code: 'ARM_FORBIDDEN', asked: [importer, live.id] },
  },
  {
    ...{ action: 'revoke-image', holder: 'lazaret-promote', role: writer, on: live },
    ...{ code: 'REGISTRY_FORBIDDEN', asked: [writer, live.loginServer] },
  },
];

const world = useWorld();

describe('without one right', () => {
  it.each(rights)('$action by $holder needs "$role" on $on.name', async (right) => {
    const { authorizer } = world().simulation;
    const taken = { principalName: right.holder, role: right.role, scope: right.on.id };
    expect(authorizer.removeAssignments(taken)).toBe(1);
    const message = await expectRefusal(world(), right);
    const [asked, place] = right.asked;
    expect(message).toContain(asked);
    expect(message).toContain(place);
  });

  // Reading the registry in ARM is the first thing that every action does; one role gives that and the work itself.
  it.each([
    { action: 'build-image', identity: identities.build, role: tasksContributor, inputs: {} },
    { action: 'import-image', identity: identities.import, role: importer, inputs: elsewhere },
  ] as const)('$action as a mere Reader is told "$role"', async ({ action, identity, role, inputs }) => {
    const { authorizer } = world().simulation;
    const held = { principalName: identity.name, objectId: identity.objectId, scope: quarantine.id };
    authorizer.removeAssignments({ principalName: identity.name, role, scope: quarantine.id });
    authorizer.add({ ...held, role: 'Reader' });
    authorizer.add({ ...held, role: reader });
    const message = await expectRefusal(world(), { action, with: inputs, code: 'ARM_FORBIDDEN' });
    expect(message).toContain(`"${role}"`);
    expect(message).toContain(quarantine.id);
  });

  it('promote-image that may not import leaves its intent alone, and ends what it promised when it may', async () => {
    const { authorizer, registries } = world().simulation;
    const { name: principalName, objectId } = identities.promote;
    authorizer.removeAssignments({ principalName, role: importer, scope: live.id });
    authorizer.add({ principalName, objectId, role: 'Reader', scope: live.id });
    const refused = await world().play('promote-image', { with: elsewhere });
    expect(readErrors(refused)).toEqual([
      expect.stringMatching(/^ARM_FORBIDDEN: .*"Container Registry Data Importer/),
    ]);
    const store = registries.find(live.loginServer);
    const hex = baseImage.digest.slice('sha256:'.length);
    expect(store?.tags(elsewhere.repository)).toEqual([`intent-sha256-${hex}`]);
    expect(store?.manifests(elsewhere.repository)).toHaveLength(1);
    authorizer.add({ principalName, objectId, role: importer, scope: live.id });
    expect((await world().play('promote-image', { with: elsewhere })).outputs).toMatchObject({
      status: 'promoted',
    });
  });

  it('every right of these identities on the two registries has its row above', () => {
    const holders = ['lazaret-build', 'lazaret-import', 'lazaret-promote'];
    const places = [quarantine.id, live.id];
    const held = roleAssignments.filter(
      ({ principalName, scope }) => holders.includes(principalName) && places.includes(scope),
    );
    // refresh-snapshots writes under tools/; test/e2e/import/tools.test.ts takes that right away.
    const elsewhereTried = `lazaret-import ${writer} ${quarantine.id}`;
    const tried = new Set(rights.map(({ holder, role, on }) => `${holder} ${role} ${on.id}`));
    const missing = held.filter(
      ({ principalName, role, scope }) =>
        !tried.has(`${principalName} ${role} ${scope}`) &&
        `${principalName} ${role} ${scope}` !== elsewhereTried,
    );
    expect(missing.map(({ principalName, role }) => [principalName, role])).toEqual([]);
  });

  it('build-image may write to its own folder alone', async () => {
    const inputs = { repository: 'upstream/chain-api' };
    const message = await expectRefusal(world(), {
      ...{ action: 'build-image', with: inputs, code: 'TASKS_RUN_FAILED' },
    });
    expect(message).toContain('for the repository "upstream/chain-api"');
  });

  it('a job without id-token gets no token to sign in with', async () => {
    const job = { permissions: { contents: 'read' } } as const;
    await expectRefusal(world(), { action: 'build-image', job, code: 'ID_TOKEN_NOT_PERMITTED' });
  });

  it.each([
    ['actions', { 'id-token': 'write', contents: 'read', 'pull-requests': 'read' }],
    ['contents', { 'id-token': 'write', actions: 'read', 'pull-requests': 'read' }],
    ['pull-requests', { 'id-token': 'write', actions: 'read', contents: 'read' }],
  ] as const)('promote-image names the permission "%s" that its token lacks', async (name, permissions) => {
    const order = { action: 'promote-image', with: elsewhere, job: { permissions } } as const;
    expect(await expectRefusal(world(), { ...order, code: 'GITHUB_FORBIDDEN' })).toContain(`${name}: read`);
  });
});
