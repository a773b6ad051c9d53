import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ClientAssertionCredential } from '@azure/identity';
import type { HttpClient, PipelineRequest } from '@azure/core-rest-pipeline';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import { decodeJwt } from 'jose';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  describeJob,
  exchangeAudience,
  githubIssuer,
  identities,
  quarantine,
  repository,
  subscriptionId,
  tenantId,
} from './estate/index.ts';
import { itNeeds } from '../test/support/optional.ts';
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
    expect(simulation.requests.since(0).at(-1)).toMatchObject({
      host: 'login.microsoftonline.com',
      status: 200,
    });
  });

  it('gives @azure/identity the code of a wrong subject', async () => {
    const credential = createCredential('build.yml', identities.promote.clientId);
    await expect(credential.getToken(scope)).rejects.toMatchObject({
      message: expect.stringContaining('AADSTS700213'),
    });
  });

  it('serves git, Node fetch and curl by the variables of env()', async () => {
    const { hub, tokenFor } = simulation.github;
    const files = { 'README.md': '# hello\n' };
    const sha = await hub.commit(repository.fullName, {
      branch: 'main',
      message: 'a',
      author: 'platform-engineer',
      files,
    });
    const token = tokenFor(describeJob({ workflow: 'build.yml', workspace: folder }));
    const remote = `https://x-access-token:${token}@github.com/${repository.fullName}.git`;
    expect(await runProgram('git', ['ls-remote', remote, 'refs/heads/main'])).toBe(
      `${sha}\trefs/heads/main\n`,
    );
    const script = `fetch('${githubIssuer}/.well-known/jwks').then((answer) => console.log(answer.status))`;
    expect(await runProgram(process.execPath, ['--no-warnings', '-e', script])).toBe('200\n');
    const keys = await runProgram('curl', [
      '-sS',
      `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys`,
    ]);
    expect(JSON.parse(keys)).toMatchObject({ keys: [{ kty: 'RSA' }] });
    await expect(runProgram('curl', ['-sS', 'https://www.example.org/'])).rejects.toMatchObject({ code: 56 });
    expect(simulation.gateway.bugs).toEqual([]);
  });

  itNeeds(
    'az',
    'logs az in with a federated token and shows it the registries',
    async () => {
      const job = describeJob({ workflow: 'build.yml', workspace: folder });
      const assertion = await simulation.oidc.mint(job, exchangeAudience);
      const { clientId } = identities.build;
      const login = ['login', '--service-principal', '--tenant', tenantId, '--username', clientId];
      const accounts = await runProgram('az', [...login, '--federated-token', assertion, '-o', 'json']);
      expect(JSON.parse(accounts)).toMatchObject([
        { id: subscriptionId, tenantId, user: { name: clientId } },
      ]);
      const shown = await runProgram('az', ['acr', 'show', '--name', quarantine.name, '-o', 'json']);
      expect(JSON.parse(shown)).toMatchObject({ loginServer: quarantine.loginServer });
      expect(simulation.gateway.bugs).toEqual([]);
    },
    240_000,
  );

  it('asks a service in process, without a line in the log', async () => {
    const count = simulation.requests.count;
    const answer = await simulation.services.ask(new Request(`https://${quarantine.loginServer}/v2/`));
    expect(answer.status).toBe(401);
    const unknown = simulation.services.ask(new Request('https://www.example.org/'));
    await expect(unknown).rejects.toThrow('www.example.org');
    expect(simulation.requests.count).toBe(count);
  });

  it('continues the world that an earlier process left', async () => {
    const own = await mkdtemp(join(tmpdir(), 'simulation-'));
    const first = await startSimulation({ folder: own, now: Date.parse('2029-06-01T00:00:00Z') });
    const token = await first.entra.issue({ ...identities.reader, tenantId }, 'https://management.azure.com');
    first.authorizer.removeAssignments({ principalName: 'lazaret-reader' });
    await first.stop();
    const second = await startSimulation({ folder: own });
    expect(await second.entra.tokens.verify(token, ['https://management.azure.com'])).toMatchObject({
      ok: true,
    });
    expect(second.authorizer.removeAssignments({ principalName: 'lazaret-reader' })).toBe(0);
    expect(new Date(second.world.clock.now()).getUTCFullYear()).toBe(2029);
    await second.stop();
    await rm(own, { recursive: true });
  });
});

async function runProgram(program: string, args: readonly string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], ...simulation.env() };
  const { stdout } = await promisify(execFile)(program, args, { env });
  return stdout;
}
