import { parseEpss, parseKev, parseVex } from '../gate/index.ts';
import type {
  EnvironmentPolicy,
  Facts,
  GateFile,
  Policy,
  Sourced,
  VexDocument,
  Waiver,
} from '../gate/index.ts';
import { computeDigest } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import { findApprovals } from './approvals.ts';
import { attempt } from './attempt.ts';
import type { Search } from './attempt.ts';
import { findFirstSeen } from './first-seen.ts';
import { findHome } from './home.ts';
import { findLive } from './live.ts';
import { listPlatforms } from './platforms.ts';
import { findProvenance } from './provenance.ts';
import { readReports, source } from './scan.ts';
import { findSnapshot } from './snapshots.ts';
import type { Evidence, EvidencePorts, EvidenceRequest, ImagePlatform } from './types.ts';

/**
 * Gathers everything that a decision stands on. What cannot be had stays unknown, so that the decision cannot be a pass;
 * why stands in `facts.problems` where the policy requires it. Only a bug or a cancelled job throws.
 */
export async function gatherEvidence(request: EvidenceRequest, ports: EvidencePorts): Promise<Evidence> {
  const search = openSearch(request, ports);
  const platforms = listPlatforms(request.artifact);
  const looked = await lookUp(request, ports, search);
  const vex = readVex(request.rules.vex, search);
  const { scan, environment, image, rules } = request;
  const facts: Facts = {
    environment,
    repository: findHome(image.repository, rules.config.images),
    digest: image.digest,
    manifests: describePlatforms(platforms, image.digest),
    reports: readReports(scan.reports, platforms),
    ...{ database: scan.database, scannedAt: scan.scannedAt, selfTest: scan.selfTest },
    ...looked,
    vex,
    problems: search.problems,
  };
  return { facts, platforms, refused: search.refused };
}

function openSearch({ environment, rules }: EvidenceRequest, ports: EvidencePorts): Search {
  const rulesOf = rules.policy.ok ? findEnvironment(rules.policy.policy, environment) : undefined;
  return { environment: rulesOf, problems: [], refused: [], note: (line) => ports.note(line) };
}

function findEnvironment(
  policy: Policy,
  name: EvidenceRequest['environment'],
): EnvironmentPolicy | undefined {
  return policy.environments[name];
}

type LookedUp = Pick<Facts, 'provenance' | 'kev' | 'epss' | 'firstSeen' | 'live' | 'approvals'>;

async function lookUp(
  { image, rules, now, serverUrl }: EvidenceRequest,
  { quarantine: client, history, live }: EvidencePorts,
  search: Search,
): Promise<LookedUp> {
  const trust = { keys: rules.keys, now };
  const { repository, digest } = image;
  const { snapshots } = rules.config;
  const home = findHome(repository, rules.config.images);
  const waivers = rules.policy.ok ? listOpenWaivers(rules.policy.policy, { home, digest, now }) : [];
  return {
    provenance: await attempt('provenance', search, () =>
      findProvenance({ client, repository, digest, serverUrl }, trust, search),
    ),
    kev: await attempt('kev', search, () =>
      findSnapshot({ kind: 'kev', client, place: snapshots.kev, parse: parseKev }, search),
    ),
    epss: await attempt('epss', search, () =>
      findSnapshot({ kind: 'epss', client, place: snapshots.epss, parse: parseEpss }, search),
    ),
    firstSeen: await attempt('first-seen', search, () => findFirstSeen({ client, repository: home }, trust)),
    live: live && (await attempt('live', search, () => findLive(live, trust, search))),
    approvals: await attempt('waiver-approvals', search, async () =>
      history === undefined
        ? undefined
        : findApprovals(waivers, { history, rules, note: (line) => search.note(line) }),
    ),
  };
}

interface Scope {
  readonly home: string;
  readonly digest: Digest;
  readonly now: number;
}

// The others except nothing, so nobody needs to have approved them.
function listOpenWaivers({ waivers }: Policy, { home, digest, now }: Scope): readonly Waiver[] {
  return waivers.filter(
    (waiver) =>
      waiver.repository === home &&
      now < waiver.expires &&
      (waiver.digest === undefined || waiver.digest === digest),
  );
}

function describePlatforms(platforms: readonly ImagePlatform[], digest: Digest): Facts['manifests'] {
  const value = platforms.map(({ manifest, config, platform }) => ({
    ...{ digest: manifest.digest, config, platform },
  }));
  return source('subject', 'subject', { digest, value });
}

function readVex(files: readonly GateFile[], { problems }: Search): readonly Sourced<VexDocument>[] {
  return files.flatMap(({ name, text }) => {
    const read = parseVex(text);
    if (read.ok) return [source('vex', name, { digest: computeDigest(text), value: read.value })];
    problems.push({ name, code: read.code, detail: read.detail });
    return [];
  });
}
