import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../../lib/action/index.ts';
import type { JobContext } from '../../../lib/action/index.ts';
import type { PullRequestReview } from '../../../lib/clients/github/index.ts';
import { parseKeyId } from '../../../lib/clients/keyvault/index.ts';
import { attachBundle } from '../../../lib/domain/attachment/index.ts';
import { mediaTypes } from '../../../lib/domain/artifact/index.ts';
import { describeManifest, listPlatforms, readArtifact } from '../../../lib/domain/evidence/index.ts';
import type { ImagePlatform } from '../../../lib/domain/evidence/index.ts';
import { computeDigest, parseRegistryId } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import { renderCanonical, renderScanReport } from '../../../lib/domain/report/index.ts';
import type { ScanReport } from '../../../lib/domain/report/index.ts';
import { buildSnapshot, snapshotKinds } from '../../../lib/domain/snapshot/index.ts';
import type { SnapshotName } from '../../../lib/domain/snapshot/index.ts';
import { buildProvenance, signStatement, statementKinds } from '../../../lib/domain/statement/index.ts';
import { createTestKey } from '../../../lib/domain/statement/testing/keys.ts';
import type { TestKey } from '../../../lib/domain/statement/testing/keys.ts';
import { accounts, buildCommit, createFakeGithub } from '../../../test/fakes/github.ts';
import type { FakeRepository } from '../../../test/fakes/github.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import { createFakeManagement } from '../../../test/fakes/management.ts';
import { createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { mintJobToken } from '../../../test/support/job-token.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { RecordingLog } from '../../../test/support/recording-log.ts';
import { root } from '../../../test/support/repository.ts';
import type { Inputs, Outputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';

const prefix =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-lazaret/providers/Microsoft.ContainerRegistry/registries';
export const now = Date.parse('2026-11-21T10:00:00Z');
export const host = 'lazaretquarantine.azurecr.io';
export const repository = 'workload/chain-api';
const [base, merge, head] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)];

export const job: JobContext = {
  ...{ repository: 'contoso/lazaret', sha: merge, ref: 'refs/heads/main', runId: 7, runAttempt: 1 },
  ...{ eventName: 'push', actor: 'platform-engineer', triggeringActor: 'platform-engineer' },
  workflowRef: 'contoso/lazaret/.github/workflows/main.yml@refs/heads/main',
  ...{ serverUrl: 'https://github.com', apiUrl: 'https://api.github.com' },
};

/** A vulnerability of the report; LOW by itself blocks nowhere. */
export interface Planted {
  readonly id: string;
  readonly severity: string;
}

export interface Estate {
  readonly folder: string;
  readonly quarantine: FakeRegistry;
  readonly live: FakeRegistry;
  readonly keys: Readonly<Record<'provenance' | 'decision' | 'promotion', TestKey>>;
  readonly digest: Digest;
  readonly platforms: readonly ImagePlatform[];
  readonly inputs: Inputs;
  /** Changed by tests before the decision. */
  github: FakeRepository;
  signatures: number;
  close(): Promise<void>;
}

/** What a test changes of the world before anything is decided. */
export interface Changes {
  /** Waivers as YAML, brought in by pull request 7. */
  readonly waivers?: string;
  readonly reviews?: readonly PullRequestReview[];
  readonly planted?: readonly Planted[];
  readonly withoutProvenance?: boolean;
  readonly without?: SnapshotName;
  readonly kevIds?: readonly string[];
}

/** A quarantine with an image for two platforms, scanned, with provenance and snapshots, and a protected branch. */
export async function openEstate(changes: Changes = {}): Promise<Estate> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-gate-'));
  const quarantine = createFakeRegistry(host);
  const digest = await pushIndex(quarantine, repository, 'seed', '1.0.0');
  const artifact = await readArtifact({ registry: host, repository, digest }, quarantine);
  const platforms = listPlatforms(artifact);
  const keys = {
    provenance: createTestKey('provenance'),
    decision: createTestKey('decision'),
    promotion: createTestKey('promotion'),
  };
  const estate: Estate = {
    ...{ folder, quarantine, live: createFakeRegistry('lazaretlive.azurecr.io'), keys, digest, platforms },
    inputs: buildInputs(folder, digest),
    github: await describeGithub(keys, changes),
    signatures: 0,
    close: () => rm(folder, { recursive: true, force: true }),
  };
  if (changes.withoutProvenance !== true) await attachProvenance(estate);
  await pushSnapshots(estate, changes);
  await writeScan(estate, changes.planted ?? [{ id: 'CVE-2026-1111', severity: 'LOW' }]);
  return estate;
}

/** What a decision answered, printed and left. */
export interface Gated {
  readonly outputs: Outputs;
  readonly isFailure: boolean;
  readonly message: string;
  readonly log: RecordingLog;
  readonly file: DecisionFile;
}

/** The decision file, as far as tests read it. */
export interface DecisionFile {
  readonly decision: string;
  readonly reasons: readonly {
    readonly outcome: string;
    readonly rule: string;
    readonly subject: string;
    readonly detail: string;
  }[];
  readonly notes: readonly { readonly rule: string; readonly subject: string }[];
  readonly inputs: readonly { readonly kind: string; readonly name: string; readonly digest: string }[];
  readonly statements: readonly { readonly name: string; readonly statementDigest: string }[];
}

/** Runs the action once. */
export async function gate(
  estate: Estate,
  change: Partial<Inputs> = {},
  changedJob: Partial<JobContext> = {},
  more: { readonly signal?: AbortSignal; readonly claims?: object } = {},
): Promise<Gated> {
  const log = createRecordingLog();
  const { quarantine, live, keys } = estate;
  const registries = new Map([quarantine, live].map((registry) => [registry.registry, registry]));
  const open = (name: string): FakeRegistry => {
    const found = registries.get(name);
    if (found === undefined) throw new Error(`no registry ${name}`);
    return found;
  };
  const result = await run(
    { ...estate.inputs, ...change },
    {
      clock: { now: () => now, sleep: () => Promise.resolve() },
      job: { ...job, ...changedJob },
      signal: more.signal ?? new AbortController().signal,
      getIdToken: async () => mintJobToken({ ...job, ...changedJob }, 'gate.yml', more.claims),
      github: createFakeGithub(estate.github),
      keyVault: {
        openSigner: (id) =>
          Promise.resolve({
            keyHint: keys.decision.signer.keyHint,
            sign: (digest) => {
              estate.signatures += 1;
              return keys.decision.signer.sign(digest);
            },
            key: {
              id: { ...id, version: '0'.repeat(32) },
              ...{ publicKey: keys.decision.publicKey, isEnabled: true, operations: ['sign'] },
            },
          }),
      },
      management: (id) =>
        createFakeManagement(id, open(`${parseRegistryId(id).name}.azurecr.io`), { find: () => undefined }),
      registry: open,
    },
    log,
  );
  log.assertClosed();
  if (!('verdict' in result) || typeof result.verdict === 'string')
    throw new Error('a decision has a verdict');
  const { outputs, verdict } = result;
  const file = JSON.parse(await readFile(outputs.decisionFile, 'utf8')) as DecisionFile;
  return { outputs, ...verdict, log, file };
}

function buildInputs(folder: string, digest: Digest): Inputs {
  return {
    ...{ tenantId: 'tenant', clientId: 'client', environment: 'quarantine', sign: true },
    quarantineRegistry: parseRegistryId(`${prefix}/lazaretquarantine`),
    liveRegistry: parseRegistryId(`${prefix}/lazaretlive`),
    liveRepository: undefined,
    image: { registry: undefined, repository, tag: undefined, digest },
    ...{ report: join(folder, 'report.json'), reportDigest: undefined },
    ...{ sbom: join(folder, 'sbom'), databaseDate: undefined },
    signingKey: parseKeyId('https://lazaret-kv.vault.azure.net/keys/decision'),
    githubToken: new Secret('gh-secret'),
    outputFolder: join(folder, 'decision'),
  };
}

/** Signs provenance of the estate's image, or of what the change says, and attaches it to the image. */
export async function attachProvenance(
  { quarantine, digest, keys }: Pick<Estate, 'quarantine' | 'digest' | 'keys'>,
  change: { readonly key?: TestKey; readonly about?: Digest; readonly builder?: string } = {},
): Promise<void> {
  const predicate = buildProvenance({
    builder: change.builder ?? `https://github.com/${job.workflowRef}`,
    repository: 'https://github.com/contoso/lazaret',
    ...{ ref: 'refs/heads/main', commit: merge, contextHash: computeDigest('context'), bases: [] },
    ...{ run: 'https://github.com/contoso/lazaret/actions/runs/7', registryRun: 'ca1' },
    ...{ startedAt: '2026-11-21T08:00:00.000Z', finishedAt: '2026-11-21T08:01:00.000Z' },
  });
  const { predicateType } = statementKinds.provenance;
  const subject = { name: `${host}/${repository}`, digest: change.about ?? digest };
  const key = change.key ?? keys.provenance;
  const bundle = await signStatement({ subject, predicateType, predicate }, key.signer);
  const manifest = await quarantine.findManifest(repository, digest);
  if (manifest === undefined) throw new Error('the image is gone');
  await attachBundle({ client: quarantine, repository }, describeManifest(manifest), bundle, predicateType);
}

async function pushSnapshots({ quarantine }: Estate, { without, kevIds }: Changes): Promise<void> {
  const date = Date.parse('2026-11-21T00:00:00Z');
  const ids = kevIds ?? ['CVE-2021-44228'];
  const vulnerabilities = ids.map((cveID) => ({ cveID }));
  const contents = {
    kev: JSON.stringify({ dateReleased: '2026-11-21T00:00:00.000Z', count: ids.length, vulnerabilities }),
    epss: '#model_version:v2025.03.14,score_date:2026-11-21T00:00:00+0000\ncve,epss,percentile\nCVE-2021-44228,0.94,0.99\n',
  };
  for (const name of ['kev', 'epss'] as const) {
    if (name === without) continue;
    const { config, content, manifest, tags } = buildSnapshot(
      snapshotKinds[name],
      Buffer.from(contents[name]),
      date,
    );
    const place = `tools/${name}`;
    await quarantine.writeBlob(place, config);
    await quarantine.writeBlob(place, content);
    for (const tag of tags) {
      await quarantine.writeManifest(place, {
        mediaType: mediaTypes.ociManifest,
        bytes: manifest.bytes,
        tag,
      });
    }
  }
}

/** Writes report and SBOMs as scan-image does; `about` another image, or with another package in the SBOM. */
export async function writeScan(
  { folder, digest, platforms }: Pick<Estate, 'folder' | 'digest' | 'platforms'>,
  planted: readonly Planted[],
  about: { readonly digest?: Digest; readonly config?: Digest; readonly component?: string } = {},
): Promise<void> {
  await mkdir(join(folder, 'sbom'), { recursive: true });
  const name = about.component ?? 'libssl3';
  const scans = [];
  for (const { manifest, config, platform } of platforms) {
    const sbom = renderCanonical({
      ...{ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1 },
      metadata: { timestamp: '2026-11-21T09:00:00Z' },
      components: [{ type: 'library', name, version: '3.0.11-1', purl: `pkg:deb/debian/${name}@3.0.11-1` }],
    });
    const file = `${manifest.digest.replace(':', '-')}.cdx.json`;
    await writeFile(join(folder, 'sbom', file), sbom);
    scans.push({
      ...({ manifest: manifest.digest, config, platform, result: 'complete', reasons: [] } as const),
      sbom: { file, digest: computeDigest(sbom) },
      report: describeTrivy(about.config ?? config, planted),
    });
  }
  const report: ScanReport = {
    ...{ kind: 'lazaret-scan', version: 1, image: `${host}/${repository}@${digest}` },
    digest: about.digest ?? digest,
    scanner: { name: 'trivy', version: '0.76.0', sha256: '0'.repeat(64) },
    scanners: ['vuln', 'secret'],
    database: {
      image: `${host}/tools/trivy-db@${computeDigest('db')}`,
      digest: computeDigest('db'),
      updatedAt: '2026-11-21T06:00:00Z',
    },
    ...{ selfTest: 'passed', startedAt: '2026-11-21T08:59:00Z', finishedAt: '2026-11-21T09:00:00Z' },
    ...{ result: 'complete', reasons: [], platforms: scans, notScanned: [] },
  };
  await writeFile(join(folder, 'report.json'), renderScanReport(report));
}

/** A report as Trivy 0.76 writes it. */
export function describeTrivy(config: string, planted: readonly Planted[]): object {
  return {
    SchemaVersion: 2,
    Trivy: { Version: '0.76.0' },
    CreatedAt: '2026-11-21T09:00:00Z',
    ...{ ArtifactName: 'app', ArtifactType: 'container_image' },
    Metadata: { ImageID: config, OS: { Family: 'debian', Name: '12.5' } },
    Results: [
      {
        ...{ Target: 'app (debian 12.5)', Class: 'os-pkgs', Type: 'debian' },
        Packages: [
          {
            Name: 'libssl3',
            Version: '3.0.11',
            Release: '1',
            Identifier: { PURL: 'pkg:deb/debian/libssl3@3.0.11-1' },
          },
        ],
        Vulnerabilities: planted.map(({ id, severity }) => ({
          ...{
            VulnerabilityID: id,
            PkgName: 'libssl3',
            InstalledVersion: '3.0.11-1',
            FixedVersion: '3.0.12-1',
          },
          ...{
            PkgIdentifier: { PURL: 'pkg:deb/debian/libssl3@3.0.11-1' },
            Status: 'fixed',
            Severity: severity,
          },
          ...{ SeveritySource: 'debian', Title: 'a hole', PublishedDate: '2026-01-05T00:00:00Z' },
        })),
      },
    ],
  };
}

async function describeGithub(keys: Estate['keys'], changes: Changes): Promise<FakeRepository> {
  const policy = await readFile(join(root, 'gate.yaml'), 'utf8');
  const waived = policy.replace('waivers: []', changes.waivers ?? 'waivers: []');
  const config = [
    'version: 1',
    `images: [{ name: chain-api, folder: app, repository: ${repository} }]`,
    `keys: ${JSON.stringify(Object.values(keys).map(({ entry }) => entry))}`,
  ].join('\n');
  return {
    run: {
      ...{ id: 7, attempt: 1, headSha: merge, headBranch: 'main', event: 'push' },
      ...{ actor: accounts.engineer, triggeringActor: accounts.engineer },
    },
    ...{ approvals: [], environment: undefined },
    commits: [buildCommit(base), buildCommit(merge, { parents: [base] })],
    pullRequests: [
      { number: 7, author: accounts.developer, mergedBy: accounts.engineer, mergeCommit: merge },
    ],
    pullRequestStates: [{ number: 7, author: accounts.developer, isMerged: true, base: 'main', head }],
    pullRequestCommits: new Map([[7, [buildCommit(head)]]]),
    reviews: new Map([[7, changes.reviews ?? []]]),
    files: new Map([
      ['lazaret.yaml', new Map([[base, config]])],
      [
        'gate.yaml',
        new Map([
          [base, policy],
          [merge, waived],
          [head, waived],
        ]),
      ],
    ]),
  };
}

/** An approving review of the last commit of pull request 7. */
export function approve(
  user: PullRequestReview['user'] = accounts.approver,
  commit = head,
): PullRequestReview {
  return { user, commit, state: 'approved', submittedAt: '2026-11-20T12:00:00Z' };
}
