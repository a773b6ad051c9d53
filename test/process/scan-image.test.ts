import { describe, expect, it } from '@jest/globals';
import { startBundle } from './harness/start-bundle.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const inputs = {
  'tenant-id': '00000000-0000-4000-8000-000000000002',
  'client-id': '00000000-0000-4000-8000-000000000003',
  'quarantine-registry':
    '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine',
  image: `workload/app@${digest}`,
  'trivy-allowed': `0.76.0 ${'0'.repeat(64)}`,
};

describe('scan-image', () => {
  it.each([
    ['there is no Trivy', '/nowhere/trivy', 'SCAN_SCANNER_NOT_FOUND'],
    ['a path is not absolute', 'trivy', 'SCAN_SCANNER_NOT_FOUND'],
    ['the program is another one', process.execPath, 'SCAN_SCANNER_NOT_ALLOWED'],
  ])('stops before any request when %s', async (_, path, code) => {
    const result = await startBundle('scan-image', { inputs: { ...inputs, 'trivy-path': path } });
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain(code);
    expect(result.outputs).toEqual({});
  });

  it('refuses a Trivy whose command line is not known', async () => {
    const old = { ...inputs, 'trivy-allowed': `0.48.1 ${'0'.repeat(64)}` };
    const result = await startBundle('scan-image', { inputs: old });
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain('0.67.0');
  });
});
