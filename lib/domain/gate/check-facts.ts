import type { Facts } from './facts.ts';
import type { EnvironmentPolicy, FactName } from './policy.ts';
import { fail, unknown } from './reasons.ts';
import type { Reason, Rule } from './decision.ts';

/** What would bring a missing fact. */
const sources: Readonly<Record<FactName, string>> = {
  report: 'give a scanner’s report',
  database: 'say when the scanner’s database was built',
  time: 'say what time it is',
  'scan-time': 'give a report that says when it was made, or the time of the scan in the facts',
  subject: 'give the digest of the image and its platform manifests',
  packages: 'give a report that lists packages',
  os: 'give a report that names the operating system',
  provenance: 'sign provenance for the build, or an import record',
  kev: 'give the catalogue of known exploited vulnerabilities',
  epss: 'give the EPSS scores of the day',
  'first-seen': 'give the earlier statements about this repository',
  live: 'give the bill of materials of what runs, or say that nothing does',
  'self-test': 'let the scanner find a planted vulnerability first',
  'waiver-approvals': 'give the approvals of the pull requests that brought the waivers in',
};

/** Whether the facts that the policy asks for are there, readable and fresh. */
export function checkFacts(facts: Facts, environment: EnvironmentPolicy, now: number): readonly Reason[] {
  const missing = [...environment.requires].filter((name) => !isGiven(name, facts, now));
  return [
    ...missing.map((name) =>
      unknown(name === 'time' ? 'time-unknown' : 'fact-missing', name, {
        detail: 'the policy asks for it and nobody gave it',
        clears: sources[name],
      }),
    ),
    ...facts.problems.map(({ name, code, detail, clears = 'give the file whole and unchanged' }) =>
      unknown('fact-malformed', name, {
        detail: `${code}: ${detail}`,
        clears,
      }),
    ),
    ...checkAges(facts, environment, now),
    ...checkSelfTest(facts),
    ...checkProvenance(facts, environment),
  ];
}

function isGiven(name: FactName, facts: Facts, now: number): boolean {
  switch (name) {
    case 'report':
      return facts.reports.length > 0;
    case 'time':
      return Number.isFinite(now);
    case 'scan-time':
      return facts.reports.every(({ value }) => (value.scannedAt ?? facts.scannedAt?.value) !== undefined);
    case 'subject':
      return facts.digest !== undefined && facts.manifests !== undefined;
    // Each report is asked for these by itself.
    case 'packages':
    case 'os':
      return true;
    default:
      return findSource(name, facts) !== undefined;
  }
}

function findSource(
  name: Exclude<FactName, 'report' | 'time' | 'scan-time' | 'subject' | 'packages' | 'os'>,
  facts: Facts,
): object | undefined {
  switch (name) {
    case 'first-seen':
      return facts.firstSeen;
    case 'self-test':
      return facts.selfTest;
    case 'waiver-approvals':
      return facts.approvals;
    default:
      return facts[name];
  }
}

interface Aged {
  readonly name: string;
  readonly date: number | undefined;
  readonly maxAge: number;
  readonly stale: Rule;
  readonly future: Rule;
}

function checkAges(facts: Facts, { freshness }: EnvironmentPolicy, now: number): readonly Reason[] {
  const { database, kev, epss, skew } = { ...freshness };
  const aged: readonly Aged[] = [
    ...[
      { name: 'database', date: facts.database?.value, maxAge: database },
      { name: 'kev', date: facts.kev?.value.date, maxAge: kev },
      { name: 'epss', date: facts.epss?.value.date, maxAge: epss },
    ].map((item) => ({ ...item, ...rulesOf(item.name) })),
  ];
  return aged.flatMap(({ name, date, maxAge, stale, future }) => {
    if (date === undefined) return [];
    if (!(date <= now + skew)) {
      return [unknown(future, name, { detail: 'it is dated in the future', clears: 'correct the clock' })];
    }
    if (now - date <= maxAge) return [];
    return [unknown(stale, name, { detail: 'it is too old', clears: 'refresh it', by: date + maxAge })];
  });
}

function rulesOf(name: string): Pick<Aged, 'stale' | 'future'> {
  if (name === 'kev') return { stale: 'kev-stale', future: 'kev-future' };
  if (name === 'epss') return { stale: 'epss-stale', future: 'epss-future' };
  return { stale: 'database-stale', future: 'database-future' };
}

function checkSelfTest({ selfTest }: Facts): readonly Reason[] {
  if (selfTest === undefined || selfTest.value.passed) return [];
  const detail = 'the scanner did not find what was planted, or found something where there is nothing';
  const clears = 'mend the scanner or its database';
  return [unknown('self-test-failed', 'self-test', { detail, clears })];
}

function checkProvenance(facts: Facts, environment: EnvironmentPolicy): readonly Reason[] {
  if (facts.provenance === undefined) return [];
  const { subject, builder } = facts.provenance.value;
  const reasons: Reason[] = [];
  if (facts.digest !== undefined && subject !== facts.digest) {
    const detail = `it is about ${subject}`;
    reasons.push(unknown('provenance-subject', 'provenance', { detail, clears: 'give that of this digest' }));
  }
  if (!environment.builders.has(builder)) {
    const clears = 'build or import the image with a workflow that the policy names in `builders`';
    reasons.push(
      fail('provenance-builder', builder, { detail: 'the policy does not name this builder', clears }),
    );
  }
  return reasons;
}
