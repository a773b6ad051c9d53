import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

describe('scan-image of a folder', () => {
  let workspace: string;
  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'lazaret-workspace-'));
    await mkdir(join(workspace, 'fetched'));
  });
  afterAll(() => rm(workspace, { recursive: true, force: true }));

  const { image, 'trivy-allowed': allowed } = inputs;
  const bare = { image, 'trivy-allowed': allowed, 'trivy-path': process.execPath };

  it.each([
    ['nothing says where the image is', bare, '`quarantine-registry`: is required'],
    ['a folder comes with an identity', { ...inputs, layout: 'fetched' }, '`client-id`: has no place'],
    ['the database has a tag alone', { ...bare, layout: 'fetched' }, '`database`: needs'],
    ['the folder is not there', { ...bare, layout: 'nowhere' }, 'layout: '],
  ])('says so when %s', async (_, given, problem) => {
    const result = await startBundle('scan-image', { inputs: given, workspace });
    expect(result.exitCode).toBe(1);
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain(problem);
  });

  it('asks for no identity, and first for the scanner', async () => {
    const given = { ...bare, layout: 'fetched', database: `tools/trivy-db@${digest}` };
    const result = await startBundle('scan-image', { inputs: given, workspace });
    expect(result.annotations.map(({ message }) => message).join('\n')).toContain('SCAN_SCANNER_NOT_ALLOWED');
  });
});
