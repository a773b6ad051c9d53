import type { OperatingSystem, Report } from '../findings/index.ts';
import type { Facts } from './facts.ts';
import type { Sourced } from './input.ts';
import type { EnvironmentPolicy } from './policy.ts';
import { unknown } from './reasons.ts';
import type { Reason } from './decision.ts';

type ReportFact = Sourced<Report>;

/** Whether the reports can be believed, are about this image, and are all there. */
export function checkReports(facts: Facts, environment: EnvironmentPolicy, now: number): readonly Reason[] {
  return [
    ...facts.reports.flatMap((report) => [
      ...listProblems(report),
      ...checkSubject(report, facts),
      ...checkContent(report, environment),
      ...checkTime(report, facts, { environment, now }),
    ]),
    ...checkManifests(facts, environment),
  ];
}

function listProblems({ input, value }: ReportFact): readonly Reason[] {
  return value.problems.map(({ code, path, detail }) =>
    unknown('report-malformed', input.name, {
      detail: `${code}${path === '' ? '' : ` at ${path}`}: ${detail}`,
      clears: 'scan again and give the report as the scanner wrote it',
    }),
  );
}

// A report belongs to a manifest by the digest of its configuration; every other name can be given to any image.
function checkSubject({ input, value }: ReportFact, facts: Facts): readonly Reason[] {
  const configs = facts.manifests?.value.map(({ config }) => config);
  const isOurs =
    configs === undefined
      ? facts.digest === undefined || [value.imageId, ...value.digests].includes(facts.digest)
      : value.imageId !== undefined && configs.includes(value.imageId);
  if (isOurs || value.format === undefined) return [];
  const about = value.imageId ?? value.digests[0] ?? 'no digest';
  return [
    unknown('report-subject', input.name, {
      detail: `it is about ${about}, not about this image`,
      clears: 'give the report of this digest',
    }),
  ];
}

function checkContent({ input, value }: ReportFact, environment: EnvironmentPolicy): readonly Reason[] {
  if (value.format === undefined) return [];
  const reasons: Reason[] = [];
  const needsPackages = environment.requires.has('packages') && value.packages === 'unsaid';
  if (value.packages === 'none' || needsPackages) {
    reasons.push(
      unknown('packages-none', input.name, {
        detail: 'it does not show that any package was examined',
        clears: 'scan the image itself, with packages, in a format that lists them',
      }),
    );
  }
  if (!isSystemGood(value.os, environment)) {
    reasons.push(
      unknown('os-unknown', input.name, {
        detail: describeSystem(value.os),
        clears: 'use a base image that the scanner knows; for one from scratch set `allow-no-os: true`',
      }),
    );
  }
  return reasons;
}

function isSystemGood(os: OperatingSystem, environment: EnvironmentPolicy): boolean {
  switch (os.kind) {
    case 'known':
      return true;
    case 'none':
      return environment.isOsOptional;
    case 'unrecognised':
      return false;
    case 'unsaid':
      return !environment.requires.has('os');
  }
}

function describeSystem(os: OperatingSystem): string {
  if (os.kind === 'unrecognised') return `the scanner has no advisories for the system "${os.family}"`;
  return os.kind === 'none'
    ? 'it names no operating system'
    : 'its format does not tell the operating system';
}

interface Moment {
  readonly environment: EnvironmentPolicy;
  readonly now: number;
}

function checkTime(report: ReportFact, facts: Facts, { environment, now }: Moment): readonly Reason[] {
  const { input, value } = report;
  const scannedAt = value.scannedAt ?? facts.scannedAt?.value;
  if (scannedAt === undefined) return [];
  const { scan, skew } = environment.freshness;
  const rescan = { clears: 'scan again' };
  const built = facts.database?.value ?? Number.NEGATIVE_INFINITY;
  if (!(scannedAt <= now + skew)) {
    return [
      unknown('scan-future', input.name, {
        detail: 'the scan is in the future',
        clears: 'correct the clock',
      }),
    ];
  }
  if (now - scannedAt > scan) {
    return [
      unknown('scan-stale', input.name, { detail: 'the scan is too old', ...rescan, by: scannedAt + scan }),
    ];
  }
  if (built > scannedAt + skew) {
    return [
      unknown('database-future', input.name, { detail: 'the database is newer than the scan', ...rescan }),
    ];
  }
  return [];
}

function checkManifests(facts: Facts, environment: EnvironmentPolicy): readonly Reason[] {
  const { manifests } = facts;
  if (manifests === undefined) return checkScanners(facts.reports, 'the image', environment, false);
  return manifests.value.flatMap(({ config, platform }) => {
    const own = facts.reports.filter(({ value }) => value.imageId === config);
    return checkScanners(own, platform, environment, true);
  });
}

function checkScanners(
  reports: readonly ReportFact[],
  platform: string,
  environment: EnvironmentPolicy,
  isBound: boolean,
): readonly Reason[] {
  const names = reports.map(({ value }) => value.scanner.name);
  const wanted = environment.scanners.length > 0 ? environment.scanners : names.slice(0, 1);
  const missing = wanted.filter((name) => !names.includes(name));
  const reasons = missing.map((name) =>
    unknown('report-missing', platform, {
      detail: `${name} gave no report of it`,
      clears: `scan it with ${name}`,
    }),
  );
  if (!isBound) return reasons;
  if (wanted.length === 0) {
    return [unknown('report-missing', platform, { detail: 'no report is about it', clears: 'scan it' })];
  }
  // A second report of the same scanner could be left out unseen; each must be the only one.
  const extra = names.filter((name, index) => names.indexOf(name) < index || !wanted.includes(name));
  return [
    ...reasons,
    ...extra.map((name) =>
      unknown('report-repeated', platform, {
        detail: `a report of "${name}" beside the ones that are asked for`,
        clears: 'give one report for each platform and scanner that the policy names',
      }),
    ),
  ];
}
