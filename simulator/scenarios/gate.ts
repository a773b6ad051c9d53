import { join } from 'node:path';
import { identities, live, quarantine, repository, tenantId, vaultKeys } from '../estate/index.ts';
import type { StepResult } from '../runner/index.ts';
import { buildJob } from './cast.ts';
import type { MainRun } from './cast.ts';
import type { PlayedStep, Stage } from './types.ts';

/** An image on its way from quarantine to live. */
export interface Candidate {
  /** Pinned, in quarantine. */
  readonly image: string;
  /** Names its folders. */
  readonly name: string;
  /** What people call it. */
  readonly title: string;
}

type Changes = Partial<Pick<PlayedStep, 'title' | 'with' | 'expectedCode' | 'expectedDecision'>>;

const registries = { 'quarantine-registry': quarantine.id, 'live-registry': live.id };

/** Fetches, scans and decides, in three jobs of which the middle one has no identity. */
export async function gate(
  stage: Stage,
  run: MainRun,
  candidate: Candidate,
  changes: Changes = {},
): Promise<StepResult> {
  const scanned = await scan(stage, run, candidate);
  const { report = '', sbom = '' } = scanned.outputs;
  return stage.play({
    title: `Decide on ${candidate.title}`,
    action: 'gate-image',
    job: buildJob(run, 'decide'),
    ...changes,
    with: {
      ...{ 'tenant-id': tenantId, 'client-id': identities.gate.clientId, ...registries },
      ...{ image: candidate.image, report, sbom, 'signing-key': vaultKeys.decision.keyId },
      'output-folder': `lazaret-gate-${candidate.name}`,
      ...changes.with,
    },
  });
}

async function scan(stage: Stage, run: MainRun, { image, name, title }: Candidate): Promise<StepResult> {
  const { file, allowed } = await stage.scanner();
  const fetched = await stage.play({
    title: `Fetch ${title} and the scanner’s database`,
    action: 'fetch-image',
    job: buildJob(run, 'fetch'),
    with: {
      ...{ 'tenant-id': tenantId, 'client-id': identities.reader.clientId },
      ...{ 'quarantine-registry': quarantine.id, image, 'output-folder': `lazaret-fetch-${name}` },
    },
  });
  const { folder = '', database = '' } = fetched.outputs;
  return stage.play({
    title: `Scan ${title} in a job without an identity`,
    action: 'scan-image',
    job: buildJob(run, 'scan'),
    with: {
      ...{ layout: folder, image: fetched.outputs['image'] ?? '', database },
      ...{ 'trivy-path': file, 'trivy-allowed': allowed },
      'output-folder': `lazaret-scan-${name}`,
    },
  });
}

/** Promotes an image without asking anybody. */
export async function promote(
  stage: Stage,
  run: MainRun,
  image: string,
  changes: Changes = {},
): Promise<StepResult> {
  const { file, allowed } = await stage.scanner();
  return stage.play({
    title: 'Promote chain-api',
    action: 'promote-image',
    job: buildJob(run, 'promote'),
    ...changes,
    with: {
      ...{ 'tenant-id': tenantId, 'client-id': identities.promote.clientId, ...registries },
      ...{ image, environment: 'promote', 'signing-key': vaultKeys.promotion.keyId },
      ...{ 'trivy-path': file, 'trivy-allowed': allowed },
      ...changes.with,
    },
  });
}

/** A promotion before which something happens that nobody has seen. */
export interface Promotion extends Changes {
  before?(): Promise<void>;
}

/** Writes the page, asks the reviewer, then promotes what the page is about. */
export async function reviewAndPromote(
  stage: Stage,
  run: MainRun,
  image: string,
  { before, ...changes }: Promotion = {},
): Promise<StepResult> {
  const page = await stage.play({
    title: 'Write the page for the reviewer',
    action: 'write-page',
    job: buildJob(run, 'page'),
    with: {
      ...{ 'tenant-id': tenantId, 'client-id': identities.reader.clientId, ...registries, image },
      'output-folder': join('lazaret-page', image.split('@sha256:')[1]?.slice(0, 12) ?? 'image'),
    },
  });
  await stage.review({
    ...{ repository: repository.fullName, runId: run.runId, environment: 'promote', subject: image },
  });
  await before?.();
  const digest = { 'page-digest': page.outputs['page-digest'] ?? '' };
  return promote(stage, run, image, { ...changes, with: { ...digest, ...changes.with } });
}
