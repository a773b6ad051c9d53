import { describe, expect, it } from '@jest/globals';
import { identities, live, quarantine, resourceGroupScope } from '../../../simulator/estate/index.ts';
import { useWorld } from '../../support/world.ts';
import type { ActionName } from '../../support/world/orders.ts';
import { expectRefusal } from '../../support/world/refusal.ts';

const world = useWorld();

const malformed: readonly (readonly [ActionName, Readonly<Record<string, string | undefined>>])[] = [
  [
    'build-image',
    {
      'tenant-id': undefined,
      'quarantine-registry': 'lazaretquarantine',
      repository: 'Workload/Chain-API',
      tag: 'a b',
      'agent-pool': 'q',
      platform: 'windows/amd64',
      'build-args': 'NOVALUE',
      timeout: '1m',
    },
  ],
  [
    'import-image',
    {
      'client-id': undefined,
      'quarantine-registry': `${quarantine.id}/extra`,
      image: 'docker.io/library/node:24',
      repository: 'workload/chain-api',
    },
  ],
  [
    'promote-image',
    {
      'client-id': undefined,
      'live-registry': 'https://lazaretlive.azurecr.io',
      image: 'workload/chain-api@sha256:abc',
      tags: 'fine\nnot fine',
      'page-digest': 'page',
      'signing-key': 'promotion',
      'trivy-allowed': '0.76.0 latest',
      database: 'tools/Trivy',
      'baseline-commit': 'main',
    },
  ],
  [
    'revoke-image',
    {
      ...{ 'tenant-id': undefined, image: 'chain-api', reason: 'a\nb', ticket: undefined },
      'signing-key': undefined,
    },
  ],
];

describe('inputs that cannot be used', () => {
  it.each(malformed)('%s lists all of them at once, by the names of the YAML', async (action, inputs) => {
    const message = await expectRefusal(world(), { action, with: inputs, code: 'INPUT_INVALID' });
    expect(Object.keys(inputs).filter((name) => !message.includes(name))).toEqual([]);
  });

  it.each<[ActionName]>([['build-image'], ['import-image'], ['promote-image'], ['revoke-image']])(
    '%s asks nobody anything before its inputs are right',
    async (action) => {
      const { requests } = world().simulation;
      const count = requests.count;
      await expectRefusal(world(), { action, with: { 'tenant-id': undefined }, code: 'INPUT_INVALID' });
      expect(requests.since(count)).toEqual([]);
    },
  );

  it('promotion without verdict is gone, and the input that asked for it says so', async () => {
    const order = { action: 'promote-image', with: { verdict: 'none' } } as const;
    const message = await expectRefusal(world(), { ...order, code: 'INPUT_INVALID' });
    expect(message).toContain('verdict: is gone');
  });

  it('promotion into the same registry wants a repository of its own', async () => {
    const inputs = { 'live-registry': quarantine.id };
    const message = await expectRefusal(world(), {
      ...{ action: 'promote-image', with: inputs, code: 'INPUT_INVALID' },
    });
    expect(message).toContain('repository');
  });

  it('a registry that does not exist is named', async () => {
    const id = quarantine.id.replace(quarantine.name, 'lazaretnowhere');
    const order = { action: 'build-image', with: { 'quarantine-registry': id } } as const;
    // ARM answers 403 to whom it would not show the registry either, and 404 to a reader of the group.
    expect(await expectRefusal(world(), { ...order, code: 'ARM_FORBIDDEN' })).toContain('lazaretnowhere');
    const { name, objectId } = identities.build;
    const reader = { principalName: name, objectId, role: 'Reader', scope: resourceGroupScope } as const;
    world().simulation.authorizer.add(reader);
    const message = await expectRefusal(world(), { ...order, code: 'ARM_REGISTRY_NOT_FOUND' });
    expect(message).toContain('lazaretnowhere');
  });

  it('an image of another registry is not taken for one of quarantine', async () => {
    const image = world().base.replace(quarantine.loginServer, live.loginServer);
    const order = { action: 'promote-image', with: { image } } as const;
    const message = await expectRefusal(world(), { ...order, code: 'PROMOTION_WRONG_REGISTRY' });
    expect(message).toContain(quarantine.loginServer);
  });
});
