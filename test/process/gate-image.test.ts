import { describe, expect, it } from '@jest/globals';
import { root } from '../support/repository.ts';
import { startBundle } from './harness/start-bundle.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const inputs = {
  'tenant-id': '00000000-0000-4000-8000-000000000002',
  'client-id': '00000000-0000-4000-8000-000000000003',
  'quarantine-registry':
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine',
  'signing-key': 'https://lazaret-kv.vault.azure.net/keys/decision',
  'github-token': 'gh-secret',
};

describe('gate-image', () => {
  it('names every input that is wrong, at once', async () => {
    const result = await startBundle('gate-image', {
      inputs: {
        ...inputs,
        image: 'app',
        report: '../elsewhere.json',
        environment: 'test',
        'signing-key': 'key',
      },
    });
    expect(result.exitCode).toBe(1);
    const text = result.annotations.map(({ message }) => message).join('\n');
    for (const name of ['image', 'report', 'environment', 'signing-key']) expect(text).toContain(`${name}:`);
    expect(result.outputs).toEqual({});
  });

  it.each([
    ['a key', { 'signing-key': '' }],
    ['rules that are worth a signature', { environment: 'local' }],
  ])('does not sign without %s', async (_title, change) => {
    const result = await startBundle('gate-image', {
      inputs: { ...inputs, image: `workload/app@${digest}`, report: 'gate.yaml', ...change },
      workspace: root,
    });
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain(Object.keys(change)[0]);
  });
});
