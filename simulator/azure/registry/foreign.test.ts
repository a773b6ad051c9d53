import { ContainerRegistryClient, ContainerRegistryContentClient } from '@azure/container-registry';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import type { HttpClient, PipelineRequest } from '@azure/core-rest-pipeline';
import { ClientAssertionCredential } from '@azure/identity';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { itNeeds } from '../../../test/support/optional.ts';
import { describeJob, exchangeAudience, identities, quarantine, tenantId } from '../../estate/index.ts';
import { startSimulation } from '../../simulation.ts';
import type { Simulation } from '../../simulation.ts';
import { hashOf } from './testing/bench.ts';

const run = promisify(execFile);
const host = quarantine.loginServer;
let folder: string;
let simulation: Simulation;
let httpClient: HttpClient;
let agent: Agent;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foreign-'));
  simulation = await startSimulation({ folder });
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
  return new ClientAssertionCredential(
    tenantId,
    clientId,
    () => simulation.oidc.mint(job, exchangeAudience),
    { httpClient },
  );
}

async function skopeo(...args: readonly string[]): Promise<string> {
  const env = { ...simulation.env(), PATH: process.env['PATH'] ?? '' };
  const { stdout } = await run('skopeo', args, { env });
  return stdout;
}

function creds(): string {
  const [login] = simulation.registries.logins;
  return `${login?.username}:${login?.password}`;
}

const busybox = 'docker://docker.io/library/busybox:1.37.0';
const copy = `docker://${host}/conformance/busybox:1`;

describe('skopeo', () => {
  itNeeds(
    'skopeo',
    'copies an image with all its platforms and keeps its digests',
    async () => {
      await skopeo('copy', '--all', '--preserve-digests', '--dest-creds', creds(), busybox, copy);
      const bytes = await skopeo('inspect', '--raw', '--creds', creds(), copy);
      const upstream = simulation.registries.find('docker.io')?.resolve('library/busybox', '1.37.0');
      expect(hashOf(bytes)).toBe(upstream?.digest);
    },
    240_000,
  );

  itNeeds(
    'skopeo',
    'inspects, lists tags and deletes',
    async () => {
      const target = `docker://${host}/conformance/one:1`;
      await skopeo('copy', '--dest-creds', creds(), busybox, target);
      expect(JSON.parse(await skopeo('inspect', '--creds', creds(), target))).toMatchObject({
        Os: 'linux',
        RepoTags: ['1'],
      });
      const tags = await skopeo('list-tags', '--creds', creds(), `docker://${host}/conformance/one`);
      expect(JSON.parse(tags)).toMatchObject({ Tags: ['1'] });
      await skopeo('delete', '--creds', creds(), target);
      await expect(skopeo('inspect', '--creds', creds(), target)).rejects.toMatchObject({ code: 1 });
    },
    240_000,
  );

  itNeeds(
    'skopeo',
    'is refused outside of its folder',
    async () => {
      const copied = skopeo('copy', '--dest-creds', creds(), busybox, `docker://${host}/workload/busybox:1`);
      await expect(copied).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('unauthorized'),
      });
    },
    240_000,
  );

  itNeeds(
    'skopeo',
    'pulls without a login from every upstream host',
    async () => {
      for (const name of [
        'mcr.microsoft.com/hello-world:latest',
        'ghcr.io/kubereboot/kured:1.23.0',
        'registry.k8s.io/ingress-nginx/controller:v1.15.1',
      ])
        expect(JSON.parse(await skopeo('inspect', `docker://${name}`))).toMatchObject({
          Architecture: 'amd64',
        });
    },
    240_000,
  );
});

describe('@azure/container-registry', () => {
  it('pushes, pulls and deletes content as the service principal of a job', async () => {
    const credential = createCredential('conformance.yml', identities.conformance.clientId);
    const client = new ContainerRegistryContentClient(`https://${host}`, 'conformance/sdk', credential, {
      httpClient,
    });
    const config = Buffer.from('{"os":"linux","architecture":"arm64"}');
    const { digest, sizeInBytes } = await client.uploadBlob(config);
    expect(digest).toBe(hashOf(config));
    const manifest = {
      schemaVersion: 2 as const,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: sizeInBytes },
      layers: [],
    };
    const pushed = await client.setManifest(manifest, { tag: 'v1' });
    expect((await client.getManifest('v1')).digest).toBe(pushed.digest);
    const { content } = await client.downloadBlob(digest);
    const chunks: Buffer[] = [];
    for await (const chunk of content) chunks.push(Buffer.from(chunk));
    expect(Buffer.concat(chunks).equals(config)).toBe(true);
    await client.deleteManifest(pushed.digest);
    await expect(client.getManifest('v1')).rejects.toMatchObject({ statusCode: 404 });
  });

  it('reads and changes attributes', async () => {
    const credential = createCredential('conformance.yml', identities.conformance.clientId);
    const content = new ContainerRegistryContentClient(`https://${host}`, 'conformance/locks', credential, {
      httpClient,
    });
    const { digest, sizeInBytes } = await content.uploadBlob(
      Buffer.from('{"os":"linux","architecture":"arm64"}'),
    );
    const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: sizeInBytes };
    const pushed = await content.setManifest({ schemaVersion: 2, config, layers: [] }, { tag: 'v1' });
    const client = new ContainerRegistryClient(`https://${host}`, credential, { httpClient });
    const artifact = client.getArtifact('conformance/locks', pushed.digest);
    expect(await artifact.getManifestProperties()).toMatchObject({ architecture: 'arm64', tags: ['v1'] });
    await artifact.updateManifestProperties({ canWrite: false, canDelete: false });
    await expect(artifact.delete()).rejects.toMatchObject({ statusCode: 405 });
    const tags = [];
    for await (const tag of artifact.listTagProperties()) tags.push(tag.name);
    expect(tags).toEqual(['v1']);
  });
});
