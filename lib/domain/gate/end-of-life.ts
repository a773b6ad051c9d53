import type { Finding, Report, Severity } from '../findings/index.ts';
import type { Policy } from './policy.ts';

/** A finding when the policy says that support of the image's system has ended; the longest name that fits counts. */
export function findSupportEnds({ os }: Report, policy: Policy, now: number): readonly Finding[] {
  if (os.kind !== 'known') return [];
  const release = `${os.family} ${os.version}`.trim().toLowerCase();
  const names = [...policy.endOfLife.keys()];
  // Without its version nobody can say whether a release is one of those that the policy names.
  if (os.version === '' && names.some((name) => name.startsWith(`${os.family} `))) {
    return [buildFinding(os, 'unknown', `the report does not say which release of ${os.family} it is`)];
  }
  const [name] = names.filter((start) => isRelease(release, start)).sort((a, b) => b.length - a.length);
  const date = name === undefined ? undefined : policy.endOfLife.get(name);
  if (date === undefined || !(now >= date)) return [];
  return [buildFinding(os, 'critical', `${os.family} ${os.version} gets no more security updates`)];
}

/** `debian 11` in two. */
export function splitRelease(name: string): readonly [string, string] {
  const [family = '', ...version] = name.trim().toLowerCase().split(/\s+/);
  return [family, version.join(' ')];
}

// `debian 1` is not the start of `debian 12`, but `debian 12` is that of `debian 12.5` and of `debian 12 (bookworm)`.
function isRelease(release: string, start: string): boolean {
  return release.startsWith(start) && !/^[a-z0-9]/.test(release.slice(start.length));
}

function buildFinding(
  os: Extract<Report['os'], { kind: 'known' }>,
  severity: Severity,
  title: string,
): Finding {
  return {
    id: `EOL-${os.family}-${os.version}`,
    ...{ aliases: [], class: 'eol', severity, severitySource: 'policy' },
    package: { name: os.family, version: os.version, purl: undefined },
    fix: { state: 'unknown', version: undefined, date: undefined },
    ...{ publishedAt: undefined, location: { path: `${os.family} ${os.version}`, line: undefined } },
    title,
  };
}
