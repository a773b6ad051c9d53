import type * as v from 'valibot';
import { findTime, normaliseFamily } from '../findings/index.ts';
import { splitImage } from './check-waivers.ts';
import { toMs } from './environment.schema.ts';
import type { Input } from './input.ts';
import { normaliseLicence } from './licences.ts';
import { splitRelease } from './end-of-life.ts';
import type { Locate } from './place.ts';
import type { EnvironmentPolicy, FactName, Policy, Waiver } from './policy.ts';
import type { policySchema } from './policy.schema.ts';

type RawPolicy = v.InferOutput<typeof policySchema>;
type RawEnvironment = NonNullable<RawPolicy['environments']['local']>;

const always = ['report', 'database', 'time'] as const;

/** The policy in the form that decides, from one that has no problems. */
export function buildPolicy(raw: RawPolicy, input: Input, locate: Locate): Policy {
  const { local, quarantine, production } = raw.environments;
  return {
    environments: {
      ...(local === undefined ? {} : { local: buildEnvironment(local) }),
      ...(quarantine === undefined ? {} : { quarantine: buildEnvironment(quarantine) }),
      ...(production === undefined ? {} : { production: buildEnvironment(production) }),
    },
    waivers: raw.waivers.map((waiver, index) => buildWaiver(waiver, index, locate)),
    licences: { allow: readLicences(raw.licences.allow), deny: readLicences(raw.licences.deny) },
    vexAuthors: new Set(raw.vex.authors),
    endOfLife: readSupportEnds(raw['end-of-life']),
    input,
  };
}

function buildEnvironment(raw: RawEnvironment): EnvironmentPolicy {
  const { freshness, live } = raw;
  return {
    requires: new Set<FactName>([...always, ...raw.requires]),
    block: raw.block,
    tolerateUnfixed: new Set(raw['tolerate-unfixed']),
    grace: Object.fromEntries(Object.entries(raw.grace)),
    epss: raw.epss,
    noGraceIfNew: new Set(live['no-grace-if-new']),
    tolerateIfRunning: new Set(live['tolerate-if-running']),
    freshness: {
      database: toMs(freshness.database),
      scan: toMs(freshness.scan),
      kev: toMs(freshness.kev),
      epss: toMs(freshness.epss),
      skew: toMs(freshness['clock-skew']),
    },
    builders: new Set(raw.builders),
    scanners: raw.scanners.map((name) => name.toLowerCase()),
    isOsOptional: raw['allow-no-os'],
  };
}

function buildWaiver(raw: RawPolicy['waivers'][number], index: number, locate: Locate): Waiver {
  const [repository, digest] = splitImage(raw.image);
  return {
    ...{ id: raw.id, finding: raw.finding, package: raw.package, path: raw.path, repository, digest },
    ...{ reason: raw.reason, control: raw.control, ticket: raw.ticket },
    ...{ requester: raw.requester, approver: raw.approver },
    ...{
      created: timeOf(raw.created),
      expires: timeOf(raw.expires),
      place: locate(['waivers', index, 'id']),
    },
  };
}

function readLicences(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(normaliseLicence));
}

// Two spellings of one system: the earlier date counts.
function readSupportEnds(dates: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const [name, date] of Object.entries(dates)) {
    const [family, version] = splitRelease(name);
    const release = `${normaliseFamily(family)} ${version}`.trim();
    ends.set(release, Math.min(timeOf(date), ends.get(release) ?? Number.POSITIVE_INFINITY));
  }
  return ends;
}

// The schema has seen that it is a date.
function timeOf(text: string): number {
  return findTime(text) ?? Number.NaN;
}
