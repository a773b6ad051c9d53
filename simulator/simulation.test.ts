import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClientAssertionCredential } from '@azure/identity';
import type { HttpClient, PipelineRequest } from '@azure/core-rest-pipeline';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import { decodeJwt } from 'jose';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeJob, exchangeAudience, identities, tenantId } from './estate/index.ts';
import { startSimulation } from './simulation.ts';
import type { Simulation } from './simulation.ts';

let folder: string;
let simulation: Simulation;
let httpClient: HttpClient;
let agent: Agent;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulation-'));
  simulation = await startSimulation({ folder, now: Date.parse('2029-06-01T00:00:00Z') });
  const ca = await readFile(simulation.gateway.caFile, 'utf8');
  agent = new Agent({ keepAlive: true, ca, proxyEnv: { HTTPS_PROXY: simulation.gateway.url } });
  const client = createDefaultHttpClient();
  httpClient = {
    sendRequest: (request: PipelineRequest) => client.sendRequest(Object.assign(request, { agent })),
  };
});

afterAll(async () => {
  agent.destroy();
  await simulation.stop();
  await rm(folder, { recursive: true });
});

function createCredential(workflow: string, clientId: string): ClientAssertionCredential {
  const job = describeJob({ workflow, workspace: folder });
  const mint = (): Promise<string> => simulation.oidc.mint(job, exchangeAudience);
  return new ClientAssertionCredential(tenantId, clientId, mint, { httpClient });
}

describe('startSimulation', () => {
  const scope = 'https://management.azure.com/.default';

  it('gives @azure/identity a token for the assertion of the right job', async () => {
    const { build } = identities;
    const { token } = await createCredential('build.yml', build.clientId).getToken(scope);
    expect(decodeJwt(token)).toMatchObject({ appid: build.clientId, oid: build.objectId });
    expect(simulation.requests.at(-1)).toMatchObject({ host: 'login.microsoftonline.com', status: 200 });
  });

  it('gives @azure/identity the code of a wrong subject', async () => {
    const credential = createCredential('build.yml', identities.promote.clientId);
    await expect(credential.getToken(scope)).rejects.toMatchObject({
      message: expect.stringContaining('AADSTS700213'),
    });
  });

  it('leads programs into the world without a defect of a service', () => {
    expect(simulation.gateway.bugs).toEqual([]);
    expect(simulation.env()).toMatchObject({
      HTTPS_PROXY: simulation.gateway.url,
      HOME: join(folder, 'home'),
    });
  });
});
