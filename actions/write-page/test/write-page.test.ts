import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { Secret } from '../../../lib/action/index.ts';
import { parseRegistryId } from '../../../lib/domain/image/index.ts';
import { createFakeGithub } from '../../../test/fakes/github.ts';
import { createFakeManagement } from '../../../test/fakes/management.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import { gate, job, now, openEstate, repository, writeScan } from '../../gate-image/test/estate.ts';
import type { Estate } from '../../gate-image/test/estate.ts';
import { run } from '../src/main.ts';
import { warning } from '../src/page.ts';

let estate: Estate;
beforeEach(async () => {
  estate = await openEstate();
});
afterEach(() => estate.close());

async function write() {
  const { inputs, quarantine, live, folder, digest, github } = estate;
  const { quarantineRegistry } = inputs;
  const liveRegistry = parseRegistryId(quarantineRegistry.id.replace('lazaretquarantine', 'lazaretlive'));
  const open = (name: string) => (name === live.registry ? live : quarantine);
  const result = await run(
    {
      ...{ tenantId: 'tenant', clientId: 'client', quarantineRegistry, liveRegistry, repository: undefined },
      image: { registry: undefined, repository, tag: undefined, digest },
      ...{ githubToken: new Secret('gh-secret'), outputFolder: join(folder, 'page') },
    },
    {
      ...{ clock: { now: () => now, sleep: () => Promise.resolve() }, job, github: createFakeGithub(github) },
      management: (id) =>
        createFakeManagement(id, open(`${parseRegistryId(id).name}.azurecr.io`), { find: () => undefined }),
      registry: open,
    },
    createRecordingLog(),
  );
  if (!('verdict' in result) || typeof result.verdict === 'string') throw new Error('a page has a verdict');
  const { isFailure, message } = result.verdict;
  return { isFailure, code: /^([A-Z_]+): /.exec(message)?.[1], outputs: result.outputs };
}

describe('write-page', () => {
  it('is green for an image that the gate passed', async () => {
    await gate(estate);
    expect(await write()).toMatchObject({ isFailure: false, code: undefined });
  });

  it('writes the page of an image without verdict, and fails by the code of promotion', async () => {
    const { outputs, ...rest } = await write();
    expect(rest).toEqual({ isFailure: true, code: 'PROMOTION_VERDICT_MISSING' });
    expect(outputs.summary).toContain(warning);
  });

  it('tells a verdict that failed', async () => {
    await writeScan(estate, [{ id: 'CVE-2026-9999', severity: 'HIGH' }]);
    await gate(estate);
    expect(await write()).toMatchObject({ isFailure: true, code: 'PROMOTION_VERDICT_FAILED' });
  });

  it('tells a verdict that could not be reached', async () => {
    await gate(estate, { liveRegistry: undefined });
    expect(await write()).toMatchObject({ isFailure: true, code: 'PROMOTION_VERDICT_INDETERMINATE' });
  });
});
