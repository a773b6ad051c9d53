import { describe, expect, it } from '@jest/globals';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useWorld } from '../../support/world.ts';
import { expectRefusal } from '../../support/world/refusal.ts';

const world = useWorld();
const action = 'build-image';

describe('contexts and pools that cannot be used', () => {
  it('a Dockerfile that is not there', async () => {
    const refusal = {
      action,
      with: { dockerfile: 'Containerfile' },
      code: 'CONTEXT_DOCKERFILE_MISSING',
    } as const;
    expect(await expectRefusal(world(), refusal)).toContain('Containerfile');
  });

  it('a context that is not there', async () => {
    const refusal = { action, with: { context: 'workload/none' }, code: 'CONTEXT_NOT_FOUND' } as const;
    expect(await expectRefusal(world(), refusal)).toContain('workload/none');
  });

  it('a context outside the workspace', async () => {
    await expectRefusal(world(), { action, with: { context: '../' }, code: 'CONTEXT_OUTSIDE_WORKSPACE' });
  });

  it('a context that a symbolic link leads outside the workspace', async () => {
    const workspace = await mkdtemp(join(tmpdir(), 'lazaret-workspace-'));
    const outside = await mkdtemp(join(tmpdir(), 'lazaret-outside-'));
    await cp(join(world().workspace, 'workload/chain-api'), outside, { recursive: true });
    await symlink(outside, join(workspace, 'service'));
    const order = { action, with: { context: 'service' }, job: { workspace } } as const;
    await expectRefusal(world(), { ...order, code: 'CONTEXT_OUTSIDE_WORKSPACE' });
    await Promise.all([workspace, outside].map((folder) => rm(folder, { recursive: true })));
  });

  it('a Dockerfile without FROM, with its line', async () => {
    const workspace = await mkdtemp(join(tmpdir(), 'lazaret-workspace-'));
    await mkdir(join(workspace, 'service'));
    await writeFile(join(workspace, 'service/Dockerfile'), '# nothing\nCOPY . .\n');
    const order = { action, with: { context: 'service' }, job: { workspace } } as const;
    await expectRefusal(world(), { ...order, code: 'CONTEXT_DOCKERFILE_INVALID' });
    await rm(workspace, { recursive: true });
  });

  it('a stage that the Dockerfile does not have', async () => {
    await expectRefusal(world(), { action, with: { target: 'release' }, code: 'CONTEXT_TARGET_UNKNOWN' });
  });

  it('a Git context with credentials in its URL', async () => {
    const context = 'https://somebody:secret-token@github.com/contoso/lazaret.git#main';
    const message = await expectRefusal(world(), { action, with: { context }, code: 'CONTEXT_URL_INVALID' });
    expect(message).not.toContain('secret-token');
  });

  it('a pool that the registry does not have: the message lists those it has', async () => {
    const refusal = { action, with: { 'agent-pool': 'no-such-pool' }, code: 'TASKS_POOL_NOT_FOUND' } as const;
    const message = await expectRefusal(world(), refusal);
    expect(message).toContain('"quarantine-pool"');
    expect(world().simulation.tasks.listRuns('lazaretquarantine')).toEqual([]);
  });

  it('a pool without an instance', async () => {
    await expectRefusal(world(), { action, with: { 'agent-pool': 'empty-pool' }, code: 'TASKS_POOL_EMPTY' });
    expect(world().simulation.tasks.listRuns('lazaretquarantine')).toEqual([]);
  });
});
