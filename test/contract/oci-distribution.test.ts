import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { quarantine } from '../../simulator/estate/index.ts';
import { startSimulation } from '../../simulator/simulation.ts';
import type { Simulation } from '../../simulator/simulation.ts';
import type { Snapshot } from '../../simulator/world/index.ts';
import { listBlobCases } from './oci/blobs.ts';
import { openAgent, openClient } from './oci/client.ts';
import type { Client } from './oci/client.ts';
import { dataCases } from './oci/data.ts';
import type { Case } from './oci/steps.ts';
import { workflowCases } from './oci/workflows.ts';

// Each row is a case of the conformance suite of opencontainers/distribution-spec (`conformance/`: the workflow
// categories of 1.1, and the blobs and kinds of content of its main branch), played over the gateway.
const categories: Readonly<Record<string, readonly Case[]>> = {
  ...workflowCases,
  'sha256 blobs': listBlobCases('sha256'),
  'sha512 blobs': listBlobCases('sha512'),
  content: dataCases,
};

let folder: string;
let simulation: Simulation;
let client: Client;
let start: Snapshot;
let serial = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oci-'));
  simulation = await startSimulation({ folder });
  const { gateway, registries } = simulation;
  const login = registries.logins.find(({ loginServer }) => loginServer === quarantine.loginServer);
  if (login === undefined) throw new Error('the registry has no login by password');
  const agent = openAgent(await readFile(gateway.caFile, 'utf8'), gateway.url);
  client = openClient({ root: `https://${quarantine.loginServer}`, ...login }, agent);
  start = simulation.world.snapshot();
});

beforeEach(() => simulation.world.restore(start));

afterEach(() => {
  expect(simulation.gateway.bugs).toEqual([]);
});

afterAll(async () => {
  client.close();
  await simulation.stop();
  await rm(folder, { recursive: true });
});

describe.each(Object.entries(categories))('%s', (_, cases) => {
  it.each(cases.map(({ name, run }) => [name, run] as const))('%s', async (_name, run) => {
    serial += 1;
    const repository = `conformance/row-${serial}`;
    expect.hasAssertions();
    await run({ client, simulation, repository, other: `${repository}-other` });
  });
});
