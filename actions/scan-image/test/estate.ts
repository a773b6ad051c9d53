import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '../../../lib/action/index.ts';
import type { Exec } from '../../../lib/base/exec.ts';
import { mediaTypes } from '../../../lib/domain/artifact/index.ts';
import { computeDigest, parseRegistryId } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { advisories, describeDatabase } from '../../../simulator/upstream/scanner-db/index.ts';
import { openFolder } from '../../../lib/tools/oci-layout/index.ts';
import { createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { RecordingLog } from '../../../test/support/recording-log.ts';
import type { Inputs, Outputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';

/** ARM resource id of the estate's quarantine. */
export const quarantineId =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-lazaret/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine';
const program = '#!/bin/sh\n';

/** When the database of the estate was made, and the clock of its runner an hour later. */
export const databaseTime = Date.parse('2026-11-02T06:00:00Z');
const now = databaseTime + 3_600_000;

/** A quarantine registry with a database and an image for two platforms, and a runner with a Trivy. */
export interface Estate {
  readonly folder: string;
  readonly quarantine: FakeRegistry;
  readonly digest: Digest;
  readonly inputs: Inputs;
  close(): Promise<void>;
}

export async function openEstate(): Promise<Estate> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-scan-'));
  const quarantine = createFakeRegistry('lazaretquarantine.azurecr.io');
  await pushDatabase(quarantine, databaseTime);
  const digest = await pushImage(quarantine, 'workload/app');
  const trivyPath = join(folder, 'bin', 'trivy');
  await mkdir(join(folder, 'bin'));
  await writeFile(trivyPath, program);
  await chmod(trivyPath, 0o755);
  const inputs = buildInputs(digest, trivyPath);
  return { folder, quarantine, digest, inputs, close: () => rm(folder, { recursive: true, force: true }) };
}

/** What a scan answered, printed and left. */
export interface Scan {
  readonly outputs: Outputs;
  readonly isFailure: boolean;
  readonly log: RecordingLog;
}

/** Runs the action once, in a temporary folder of its own of the same job. */
export async function scan(estate: Estate, exec: Exec, change: Partial<Inputs> = {}): Promise<Scan> {
  const log = createRecordingLog();
  const deps = {
    clock: { now: () => now, sleep: async () => undefined },
    signal: new AbortController().signal,
    exec,
    tempFolder: await mkdtemp(join(estate.folder, 'run-')),
    jobFolder: estate.folder,
    workspace: estate.folder,
    searchPath: [join(estate.folder, 'bin')],
  };
  const outputFolder = join(deps.tempFolder, 'results');
  const inputs = { ...estate.inputs, outputFolder, ...change };
  const { layout } = inputs;
  const openShelf = async () => (layout === undefined ? estate.quarantine : openFolder(layout, inputs));
  const result: RunResult<Outputs> = await run(inputs, { ...deps, openShelf }, log);
  log.assertClosed();
  if (!('verdict' in result)) throw new Error('a scan has a verdict');
  return { outputs: result.outputs, isFailure: result.verdict.isFailure, log };
}

/** Pushes a database as the upstream publishes it; `bytes` replace its layer. */
export async function pushDatabase(
  registry: FakeRegistry,
  time: number,
  bytes?: Uint8Array,
): Promise<Digest> {
  const artifact = describeDatabase(advisories, time);
  const push = async (blob: Uint8Array, mediaType: string) => ({
    ...{ mediaType, digest: await registry.writeBlob(artifact.repository, blob), size: blob.length },
  });
  const config = await push(Buffer.from('{}'), artifact.configType);
  const layers = [await push(bytes ?? artifact.bytes, artifact.layerType)];
  const manifest = { schemaVersion: 2, mediaType: mediaTypes.ociManifest, config, layers };
  const upload = { mediaType: mediaTypes.ociManifest, bytes: Buffer.from(JSON.stringify(manifest)) };
  return registry.writeManifest(artifact.repository, { ...upload, tag: artifact.tags[0] ?? '2' });
}

async function pushImage(registry: FakeRegistry, repository: string): Promise<Digest> {
  const children = [];
  for (const architecture of ['amd64', 'arm64']) {
    const layer = Buffer.from(`layer of ${architecture}`);
    const config = Buffer.from(JSON.stringify(describeConfig(architecture, computeDigest(layer))));
    const describe = async (bytes: Uint8Array, mediaType: string) => ({
      ...{ mediaType, digest: await registry.writeBlob(repository, bytes), size: bytes.length },
    });
    const manifest = Buffer.from(
      JSON.stringify({
        ...{ schemaVersion: 2, mediaType: mediaTypes.ociManifest },
        config: await describe(config, 'application/vnd.oci.image.config.v1+json'),
        layers: [await describe(layer, 'application/vnd.oci.image.layer.v1.tar')],
      }),
    );
    const mediaType = mediaTypes.ociManifest;
    const digest = await registry.writeManifest(repository, { mediaType, bytes: manifest });
    children.push({ mediaType, digest, size: manifest.length, platform: { os: 'linux', architecture } });
  }
  const mediaType = mediaTypes.ociIndex;
  const index = { schemaVersion: 2, mediaType, manifests: children };
  return registry.writeManifest(repository, {
    ...{ mediaType, bytes: Buffer.from(JSON.stringify(index)), tag: '1' },
  });
}

function describeConfig(architecture: string, diffId: string): object {
  const history = [{ created_by: 'COPY app /app # buildkit' }];
  return { architecture, os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [diffId] }, history };
}

function buildInputs(digest: Digest, trivyPath: string): Inputs {
  const sha256 = createHash('sha256').update(program).digest('hex');
  return {
    ...{
      tenantId: 'tenant',
      clientId: 'client',
      quarantineRegistry: parseRegistryId(quarantineId),
      trivyPath,
    },
    layout: undefined,
    image: { registry: undefined, repository: 'workload/app', tag: undefined, digest },
    trivyAllowed: [{ version: '0.76.0', sha256 }],
    database: { repository: 'tools/trivy-db', tag: '2', digest: undefined },
    maxDatabaseAge: 48 * 3_600_000,
    scanners: ['vuln', 'secret'],
    severity: ['critical', 'high', 'medium', 'low', 'unknown'],
    ...{ ignoreUnfixed: false, limitSeveritiesForSarif: false, dockerfile: undefined },
    ...{ maxAnnotations: 3, timeout: 60_000, outputFolder: '/nowhere' },
  };
}
