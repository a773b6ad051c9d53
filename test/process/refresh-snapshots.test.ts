import { describe, expect, it } from '@jest/globals';
import { startBundle } from './harness/start-bundle.ts';

const inputs = {
  'tenant-id': '00000000-0000-4000-8000-000000000002',
  'client-id': '00000000-0000-4000-8000-000000000003',
  'quarantine-registry':
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine',
};

describe('refresh-snapshots', () => {
  it('says which permission the job lacks before any request', async () => {
    const result = await startBundle('refresh-snapshots', { inputs });
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain('id-token: write');
    expect(result.outputs).toEqual({});
  });

  it('names an input that is missing', async () => {
    const result = await startBundle('refresh-snapshots', { inputs: { ...inputs, 'client-id': '' } });
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain('client-id');
  });
});
