import { describe, expect, it } from '@jest/globals';
import { passGate } from '../../../scripts/faults/gate/gate.ts';
import { quarantine } from '../../../simulator/estate/index.ts';
import { baseImage } from '../../../simulator/scenarios/images.ts';
import { useWorld } from '../../support/world.ts';
import { pushImage, removeChild } from '../../support/world/images.ts';
import { expectRefusal } from '../../support/world/refusal.ts';

const world = useWorld();
const repository = 'workload/probe';
const absent = `sha256:${'0'.repeat(64)}`;

function promote(image: string, code: string, inputs: Readonly<Record<string, string | undefined>> = {}) {
  return expectRefusal(world(), { action: 'promote-image', with: { image, ...inputs }, code });
}

describe('images that are not promoted', () => {
  it('one whose tag moved after it was chosen', async () => {
    const { simulation } = world();
    const chosen = await pushImage(simulation, { repository, tag: 'main', text: 'one' });
    const pushed = await pushImage(simulation, { repository, tag: 'main', text: 'two' });
    const message = await promote(`${repository}:main@${chosen}`, 'PROMOTION_TAG_MOVED');
    expect(message).toContain(pushed);
  });

  it('one whose tag is gone', async () => {
    const digest = await pushImage(world().simulation, { repository, text: 'one' });
    await promote(`${repository}:other@${digest}`, 'PROMOTION_TAG_MOVED');
  });

  it('a digest that is not there', async () => {
    await pushImage(world().simulation, { repository, text: 'one' });
    await promote(`${repository}@${absent}`, 'PROMOTION_DIGEST_NOT_FOUND');
    await promote(`workload/none@${absent}`, 'PROMOTION_DIGEST_NOT_FOUND');
  });

  it.each([['pr/workload/probe'], ['pr/probe']])('one that only %s has', async (place) => {
    const digest = await pushImage(world().simulation, { repository: place, text: 'from a pull request' });
    await promote(`${place}@${digest}`, 'PROMOTION_FROM_PULL_REQUEST');
    await promote(`${repository}@${digest}`, 'PROMOTION_FROM_PULL_REQUEST');
  });

  it('an index with a missing child', async () => {
    const { simulation } = world();
    const digest = await pushImage(simulation, { repository, text: 'one' });
    const child = removeChild(simulation, repository, digest);
    expect(await promote(`${repository}@${digest}`, 'IMAGE_CHILD_MISSING')).toContain(child);
  });

  it('one without a verdict', async () => {
    const digest = await pushImage(world().simulation, { repository, text: 'undecided' });
    await promote(`${repository}@${digest}`, 'PROMOTION_VERDICT_MISSING');
  });

  it('one that the gate refused', async () => {
    const { simulation } = world();
    const digest = await pushImage(simulation, { repository, text: 'refused' });
    const vulnerabilities = [{ id: 'CVE-2026-9001', severity: 'CRITICAL' }] as const;
    await passGate(simulation, `${quarantine.loginServer}/${repository}@${digest}`, { vulnerabilities });
    await promote(`${repository}@${digest}`, 'PROMOTION_VERDICT_FAILED');
  });

  it('one whose live tag belongs to another digest, which keeps it', async () => {
    const { simulation } = world();
    const taken = await pushImage(simulation, { repository, tag: 'v1', text: 'old', registry: 'live' });
    const digest = await pushImage(simulation, { repository, text: 'new' });
    const message = await promote(`${repository}@${digest}`, 'PROMOTION_TAG_TAKEN', { tags: 'v2\nv1' });
    expect(message).toContain(taken);
  });

  it('one that was revoked', async () => {
    const revoked = await world().play('revoke-image');
    expect(revoked.conclusion).toBe('success');
    const message = await promote(world().base, 'PROMOTION_REVOKED');
    expect(message).toContain('OPS-1');
  });
});

describe('images that are not imported', () => {
  it.each([
    ['a digest that upstream does not have', `docker.io/library/node@${absent}`, 'IMPORT_SOURCE_NOT_FOUND'],
    [
      'a repository that upstream does not have',
      `docker.io/library/none@${absent}`,
      'IMPORT_SOURCE_NOT_FOUND',
    ],
  ])('%s', async (_name, image, code) => {
    await expectRefusal(world(), { action: 'import-image', with: { image }, code });
  });

  it('one whose tag stands for another digest in quarantine', async () => {
    const { simulation } = world();
    const place = 'upstream/taken';
    await pushImage(simulation, { repository: place, tag: baseImage.tag, text: 'another' });
    const order = { action: 'import-image', with: { repository: place } } as const;
    await expectRefusal(world(), { ...order, code: 'IMPORT_TAG_TAKEN' });
  });

  it('one that is nowhere in live cannot be revoked', async () => {
    const image = `workload/none@${absent}`;
    await expectRefusal(world(), { action: 'revoke-image', with: { image }, code: 'REVOCATION_NOT_LIVE' });
    expect(world().base).toContain(quarantine.loginServer);
  });
});
