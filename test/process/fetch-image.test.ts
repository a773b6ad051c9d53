import { describe, expect, it } from '@jest/globals';
import { startBundle } from './harness/start-bundle.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const inputs = {
  'tenant-id': '00000000-0000-4000-8000-000000000002',
  'client-id': '00000000-0000-4000-8000-000000000003',
  'quarantine-registry':
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine',
  image: `workload/app@${digest}`,
};

describe('fetch-image', () => {
  it('says which permission the job lacks before any request', async () => {
    const result = await startBundle('fetch-image', { inputs });
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain('id-token: write');
    expect(result.outputs).toEqual({});
  });

  it.each([
    ['an image without digest', { image: 'workload/app:1' }, 'image: '],
    ['a folder outside the workspace', { 'output-folder': '../elsewhere' }, 'output-folder: '],
    ['a size that is none', { 'max-size': '0' }, 'max-size: '],
  ])('refuses %s', async (_, change, name) => {
    const result = await startBundle('fetch-image', { inputs: { ...inputs, ...change } });
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain(name);
  });
});
