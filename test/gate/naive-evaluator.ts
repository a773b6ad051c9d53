import type { Finding, Report } from '../../lib/domain/findings/index.ts';
import type { EnvironmentPolicy, Facts, Policy, Waiver } from '../../lib/domain/gate/index.ts';

/*
 * A second evaluator that says pass or not, written from docs/gate.md and not from lib/domain/gate. It has no index, no
 * cache and no reasons: each rule is a loop over everything. A decision may pass only if this one passes too.
 */

const order = ['negligible', 'low', 'medium', 'high', 'critical'];
const dayMs = 24 * 60 * 60 * 1000;

/** What all rules look at. */
interface World {
  readonly policy: Policy;
  readonly rules: EnvironmentPolicy;
  readonly facts: Facts;
  readonly now: number;
}

/** Whether the facts allow a pass. */
export function naivelyPasses(policy: Policy, facts: Facts, now: number): boolean {
  const rules = Object.entries(policy.environments).find(([name]) => name === facts.environment)?.[1];
  if (rules === undefined || Number.isNaN(now)) return false;
  const world = { policy, rules, facts, now };
  const demands = [
    facts.problems.length === 0,
    hasEverything(rules, facts),
    isFresh(rules, facts, now),
    areReportsGood(rules, facts),
    arePlatformsScanned(rules, facts),
    isOriginGood(rules, facts),
    !isVexTorn(world),
    !policy.waivers.some((waiver) => isForImage(waiver, facts) && isOutOfTime(waiver, world)),
    facts.reports.every(({ value }) => isSupported(value, world)),
    facts.reports.every(({ value }) => value.findings.every((finding) => isHarmless(finding, world))),
  ];
  return demands.every(Boolean);
}

function isOutOfTime(waiver: Waiver, { rules, now }: World): boolean {
  return now >= waiver.expires || waiver.created > now + rules.freshness.skew;
}

function isSupported(report: Report, { policy, rules, facts, now }: World): boolean {
  return (
    !isSupportOver(policy, report, now) || isClassOff(rules, 'eol') || isEolWaived(policy, facts, report)
  );
}

function hasEverything(rules: EnvironmentPolicy, facts: Facts): boolean {
  if (facts.reports.length === 0 || facts.database === undefined) return false;
  const given: Record<string, boolean> = {
    'scan-time': facts.reports.every(({ value }) => timeOfScan(value, facts) !== undefined),
    subject: facts.digest !== undefined && facts.manifests !== undefined,
    packages: facts.reports.every(({ value }) => value.packages === 'some'),
    os: facts.reports.every(({ value }) => value.os.kind !== 'unsaid'),
    provenance: facts.provenance !== undefined,
    kev: facts.kev !== undefined,
    epss: facts.epss !== undefined,
    'first-seen': facts.firstSeen !== undefined,
    live: facts.live !== undefined,
    'self-test': facts.selfTest !== undefined,
    'waiver-approvals': facts.approvals !== undefined,
  };
  for (const name of rules.requires) if (given[name] === false) return false;
  return true;
}

function timeOfScan(report: Report, facts: Facts): number | undefined {
  return report.scannedAt ?? facts.scannedAt?.value;
}

function isFresh(rules: EnvironmentPolicy, facts: Facts, now: number): boolean {
  const { skew, database, kev, epss, scan } = rules.freshness;
  const young = (at: number | undefined, max: number): boolean =>
    at === undefined || (at <= now + skew && now - at <= max);
  const built = facts.database?.value;
  return (
    young(built, database) &&
    young(facts.kev?.value.date, kev) &&
    young(facts.epss?.value.date, epss) &&
    facts.reports.every(({ value }) => {
      const at = timeOfScan(value, facts);
      return young(at, scan) && (at === undefined || built === undefined || built <= at + skew);
    })
  );
}

function areReportsGood(rules: EnvironmentPolicy, facts: Facts): boolean {
  return facts.reports.every(({ value }) =>
    [
      value.problems.length === 0,
      value.format !== undefined,
      value.packages !== 'none',
      value.os.kind !== 'unrecognised',
      value.os.kind !== 'none' || rules.isOsOptional,
    ].every(Boolean),
  );
}

function arePlatformsScanned(rules: EnvironmentPolicy, facts: Facts): boolean {
  const reports = facts.reports.map(({ value }) => value);
  const wanted = [...new Set(rules.scanners)].sort().join();
  if (facts.manifests === undefined) {
    const isAsked = ({ imageId, digests }: Report): boolean =>
      facts.digest === undefined || imageId === facts.digest || digests.includes(facts.digest);
    const isScanned = (name: string): boolean => reports.some(({ scanner }) => scanner.name === name);
    return reports.every(isAsked) && rules.scanners.every(isScanned);
  }
  const configs = facts.manifests.value.map(({ config }) => config);
  const areOurs = reports.every(({ imageId }) => imageId !== undefined && configs.includes(imageId));
  return areOurs && configs.every((config) => isScannedOnce(config));

  function isScannedOnce(config: string): boolean {
    const names = reports.filter(({ imageId }) => imageId === config).map(({ scanner }) => scanner.name);
    return wanted === '' ? names.length === 1 : names.sort().join() === wanted;
  }
}

function isOriginGood(rules: EnvironmentPolicy, facts: Facts): boolean {
  if (facts.selfTest !== undefined && !facts.selfTest.value.passed) return false;
  const origin = facts.provenance?.value;
  if (origin === undefined) return true;
  return (
    rules.builders.has(origin.builder) && (facts.digest === undefined || origin.subject === facts.digest)
  );
}

function isHarmless(finding: Finding, world: World): boolean {
  const { policy, facts } = world;
  const excepts = (waiver: Waiver): boolean =>
    isForImage(waiver, facts) && isForFinding(waiver, finding) && isApproved(waiver, facts);
  if (policy.waivers.some(excepts)) return true;
  if (['os', 'library', 'other'].includes(finding.class)) return isVulnerabilityHarmless(finding, world);
  const licence = finding.class === 'licence' ? judgeLicence(finding.id, policy) : undefined;
  return licence ?? isLow(finding, world);
}

function isVulnerabilityHarmless(finding: Finding, world: World): boolean {
  const { rules, facts } = world;
  const ids = namesOf(finding);
  if (ids.some((id) => facts.kev?.value.ids.has(id) === true)) return false;
  if ([isClassOff(rules, finding.class), isExcusedByVex(finding, world)].includes(true)) return true;
  const isLikely = ids.some((id) => (facts.epss?.value.scores.get(id) ?? -1) >= rules.epss);
  if (finding.severity === 'unknown') return false;
  if (!isLikely && isLow(finding, world)) return true;
  const runs = isRunning(finding, facts);
  const excuses = [
    isWithoutFix(finding, rules),
    runs && rules.tolerateIfRunning.has(finding.severity),
    !isLikely && (runs || !rules.noGraceIfNew.has(finding.severity)) && isInGrace(finding, ids, world),
  ];
  return excuses.includes(true);
}

function isWithoutFix({ fix }: Finding, rules: EnvironmentPolicy): boolean {
  return [...rules.tolerateUnfixed].some((state) => state === fix.state && fix.version === undefined);
}

function isLow(finding: Finding, { rules }: World): boolean {
  if (isClassOff(rules, finding.class)) return true;
  return (
    finding.severity !== 'unknown' && order.indexOf(finding.severity) < lowestBlocked(rules, finding.class)
  );
}

function judgeLicence(id: string, { licences }: Policy): boolean | undefined {
  const words = id
    .toLowerCase()
    .split(/[\s(),;/|&]/)
    .filter(Boolean);
  const modern = (word: string): string => {
    if (!/^(agpl|gpl|lgpl|gfdl)-[0-9][.][0-9][+]?$/.test(word)) return word;
    return word.endsWith('+') ? word.replace('+', '-or-later') : `${word}-only`;
  };
  const names = words.filter((word) => !['and', 'or', 'with'].includes(word)).map(modern);
  if (names.some((word) => licences.deny.has(word))) return false;
  return names.length > 0 && names.every((word) => licences.allow.has(word)) ? true : undefined;
}

function namesOf(finding: Finding): readonly string[] {
  return [finding.id, ...finding.aliases].map((id) => id.toUpperCase());
}

// The identifiers under which somebody may except a finding: its own, and those that mean just the same.
function excusableNames(finding: Finding): readonly string[] {
  const all = namesOf(finding);
  const [own = ''] = all;
  const cves = new Set(all.filter((name) => name.startsWith('CVE-')));
  if (cves.size >= 2) return [own];
  const schemes = ['CVE-', 'GHSA-', 'GO-', 'RUSTSEC-', 'PYSEC-', 'OSV-', 'MAL-', 'AVD-'];
  return all.filter((name) => name === own || schemes.some((scheme) => isNumbered(name, scheme)));
}

function isNumbered(name: string, scheme: string): boolean {
  if (!name.startsWith(scheme)) return false;
  if (scheme === 'CVE-') return /^CVE-[0-9]{4}-[0-9]{4,}$/.test(name);
  return scheme === 'GO-' ? /^GO-[0-9]/.test(name) : true;
}

function isInGrace(finding: Finding, ids: readonly string[], { rules, facts, now }: World): boolean {
  let start = finding.fix.date;
  if (start === undefined) {
    start = finding.publishedAt;
    for (const id of ids) {
      const seen = facts.firstSeen?.value.get(id);
      if (seen !== undefined && (start === undefined || seen < start)) start = seen;
    }
  }
  const days = rules.grace[finding.severity];
  if (start === undefined || days === undefined || start > now + rules.freshness.skew) return false;
  return now < start + days * dayMs;
}

function lowestBlocked(rules: EnvironmentPolicy, kind: string): number {
  const ranks = Object.entries(rules.block).map(([name, word]) => ({
    name,
    rank: word === 'any' ? 0 : word === 'none' ? 99 : order.indexOf(word),
  }));
  return kind === 'other'
    ? Math.min(...ranks.map(({ rank }) => rank))
    : (ranks.find(({ name }) => name === kind)?.rank ?? 0);
}

function isClassOff(rules: EnvironmentPolicy, kind: string): boolean {
  return lowestBlocked(rules, kind) === 99;
}

function isForImage(waiver: Waiver, facts: Facts): boolean {
  return (
    waiver.repository === facts.repository && (waiver.digest === undefined || waiver.digest === facts.digest)
  );
}

function isApproved(waiver: Waiver, facts: Facts): boolean {
  return facts.approvals === undefined || facts.approvals.value.has(waiver.id);
}

function isForFinding(waiver: Waiver, finding: Finding): boolean {
  const ids = excusableNames(finding);
  if (!ids.includes(waiver.finding.toUpperCase())) return false;
  if (waiver.path !== undefined)
    return finding.package?.purl === undefined && finding.location?.path === waiver.path;
  return coversPackage(waiver.package, finding.package?.purl);
}

function coversPackage(scope: string | undefined, installed: string | undefined): boolean {
  const [a, b] = [splitPurl(scope), splitPurl(installed)];
  if (a === undefined || b === undefined || a.name !== b.name) return false;
  return a.version === '' || a.version === b.version;
}

function splitPurl(purl: string | undefined): { name: string; version: string } | undefined {
  const match = /^pkg:([^/]+)\/([^?#]*?)(?:@([^@/?#]+))?(?:[?#].*)?$/is.exec(purl ?? '');
  if (match === null) return undefined;
  try {
    const version = decodeURIComponent(match[3] ?? '').replace(/^\d{1,4}:/, '');
    return { name: `${match[1]?.toLowerCase() ?? ''}/${decodeURIComponent(match[2] ?? '')}`, version };
  } catch {
    return undefined;
  }
}

function isRunning(finding: Finding, facts: Facts): boolean {
  const live = facts.live?.value;
  const mine = splitPurl(finding.package?.purl);
  if (live?.runs !== true || mine === undefined) return false;
  for (const purl of live.packages) {
    const other = splitPurl(purl);
    if (other?.name === mine.name && other.version === mine.version) return true;
  }
  return false;
}

function isSupportOver(policy: Policy, report: Report, now: number): boolean {
  const { os } = report;
  if (os.kind !== 'known') return false;
  const release = `${os.family} ${os.version}`.toLowerCase();
  const names = [...policy.endOfLife.keys()];
  if (os.version === '' && names.some((name) => name.startsWith(release))) return true;
  let longest = '';
  for (const name of names) {
    const isWhole = !/[a-z0-9]/.test(release.charAt(name.length));
    if (release.trim().startsWith(name) && isWhole && name.length > longest.length) longest = name;
  }
  return longest !== '' && now >= (policy.endOfLife.get(longest) ?? 0);
}

function isEolWaived(policy: Policy, facts: Facts, { os }: Report): boolean {
  if (os.kind !== 'known') return false;
  const id = `EOL-${os.family}-${os.version}`.toUpperCase();
  return policy.waivers.some(
    (waiver) =>
      isForImage(waiver, facts) &&
      isApproved(waiver, facts) &&
      waiver.finding.toUpperCase() === id &&
      waiver.path === `${os.family} ${os.version}`,
  );
}

interface Said {
  readonly vulnerability: string;
  readonly product: string;
  readonly part: string;
  readonly excuses: boolean;
}

function listSaid({ policy, rules, facts, now }: World): readonly Said[] {
  const believed = facts.vex
    .map(({ value }) => value)
    .filter(
      (document) => policy.vexAuthors.has(document.author) && document.issuedAt <= now + rules.freshness.skew,
    );
  const last = believed.filter((document) =>
    believed.every((other) => other.id !== document.id || other.version <= document.version),
  );
  return last.flatMap(({ statements }) =>
    statements.flatMap(({ vulnerabilities, products, status }) =>
      vulnerabilities.flatMap((vulnerability) =>
        products.flatMap(({ names, subcomponents }) =>
          names.flatMap((product) =>
            (subcomponents.length === 0 ? [''] : subcomponents).map((part) => ({
              ...{ vulnerability, product, part },
              excuses: status === 'not_affected' || status === 'fixed',
            })),
          ),
        ),
      ),
    ),
  );
}

function isVexTorn(world: World): boolean {
  const { policy, rules, facts, now } = world;
  const isEarly = facts.vex.some(
    ({ value }) => policy.vexAuthors.has(value.author) && value.issuedAt > now + rules.freshness.skew,
  );
  const said = listSaid(world);
  return (
    isEarly ||
    said.some((a) =>
      said.some(
        (b) =>
          a.vulnerability === b.vulnerability &&
          a.product === b.product &&
          a.part === b.part &&
          a.excuses !== b.excuses,
      ),
    )
  );
}

function isExcusedByVex(finding: Finding, world: World): boolean {
  const { facts } = world;
  const ids = excusableNames(finding);
  const purl = finding.package?.purl;
  const about = listSaid(world).filter(({ vulnerability, product, part, excuses }) => {
    if (!ids.includes(vulnerability)) return false;
    if (namesImage(product, facts)) return part === '' || coversPackage(part, purl);
    const isPrecise = (splitPurl(product)?.version ?? '') !== '';
    return part === '' && (isPrecise || !excuses) && coversPackage(product, purl);
  });
  return about.length > 0 && about.every(({ excuses }) => excuses);
}

function namesImage(product: string, facts: Facts): boolean {
  const text = product.replaceAll(/%3a/gi, ':').replaceAll(/%2f/gi, '/').replace(/#.*$/s, '');
  const isOci = ['pkg:oci/', 'pkg:docker/'].some((start) => text.startsWith(start));
  const path = text.replace(/[?].*$/s, '');
  const [before, end] = [path.slice(0, -71), path.slice(-71)];
  const isBare = !path.startsWith('pkg:') && (before === '' || before.endsWith('@'));
  if (/^sha256:[0-9a-f]{64}$/.test(end) && (isBare || (isOci && before.endsWith('@')))) {
    return listDigests(facts).includes(end);
  }
  return isOci && !path.includes('@') && namesRepository(text.split('?')[1] ?? '', facts);
}

function listDigests(facts: Facts): readonly string[] {
  const own = facts.digest === undefined ? [] : [facts.digest];
  return [...own, ...(facts.manifests?.value ?? []).map((item) => item.digest)];
}

function namesRepository(query: string, { repository }: Facts): boolean {
  if (/(^|&)tag=/.test(query)) return false;
  const [, url = ''] = /(?:^|&)repository_url=([^&]*)/.exec(query) ?? [];
  const [, ...folders] = url.split('/');
  return repository !== undefined && folders.length > 0 && folders.join('/') === repository;
}
