import type { Finding, Report } from '../findings/index.ts';
import type { Policy } from './types.ts';

/** A finding when the policy says that support of the image's system has ended; the longest name that fits counts. */
export function findSupportEnds({ os }: Report, policy: Policy, now: number): readonly Finding[] {
  if (os.kind !== 'known') return [];
  const release = `${os.family} ${os.version}`;
  const names = [...policy.endOfLife.keys()].filter(
    (name) => release === name || release.startsWith(`${name}.`),
  );
  const [name] = names.sort((a, b) => b.length - a.length);
  const date = name === undefined ? undefined : policy.endOfLife.get(name);
  if (date === undefined || !(now >= date)) return [];
  return [
    {
      id: `EOL-${os.family}-${os.version}`,
      ...{ aliases: [], class: 'eol', severity: 'critical', severitySource: 'policy' },
      package: { name: os.family, version: os.version, purl: undefined },
      fix: { state: 'unknown', version: undefined, date: undefined },
      ...{ publishedAt: undefined, location: { path: release, line: undefined } },
      title: `${release} gets no more security updates`,
    },
  ];
}
