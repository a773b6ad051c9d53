import { afterEach, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { gate, openEstate, repository } from '../test/estate.ts';
import type { Changes, Estate } from '../test/estate.ts';

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
      readonly suppressions?: readonly object[];
    }[];
  }[];
}

let estate: Estate | undefined;
afterEach(async () => estate?.close());

async function read(changes: Changes): Promise<Log['runs'][number]> {
  estate = await openEstate(changes);
  const { outputs } = await gate(estate);
  const { runs } = JSON.parse(await readFile(outputs.sarif, 'utf8')) as Log;
  if (runs[0] === undefined || runs.length > 1) throw new Error('not one run');
  return runs[0];
}

const waivers = `waivers:
  - { id: W-1, finding: CVE-2026-9999, package: pkg:deb/debian/libssl3, image: ${repository}, reason: r, control: c,
      ticket: T-1, requester: workload-developer, approver: release-approver, created: 2026-11-10, expires: 2026-12-03 }`;
const planted = [
  { id: 'CVE-2026-9999', severity: 'HIGH' },
  { id: 'CVE-2026-1111', severity: 'LOW' },
];

describe('buildSarif', () => {
  it('shows what blocks as errors, missing facts as warnings, and leaves the harmless out', async () => {
    const { results, tool } = await read({ planted, without: 'kev' });
    expect(results.map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual([
      ...['error CVE-2026-9999', 'error CVE-2026-9999', 'warning fact-missing'],
    ]);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  it('points at the line of a waiver that does not count', async () => {
    const { results } = await read({ planted, waivers });
    const [unapproved] = results.filter(({ ruleId }) => ruleId === 'waiver-unapproved');
    const place = unapproved?.locations[0]?.physicalLocation;
    expect(place?.artifactLocation.uri).toBe('gate.yaml');
    expect(place?.region.startLine).toBeGreaterThan(1);
  });

  it('marks what a waiver lets through as suppressed', async () => {
    const user = { id: 103, login: 'release-approver', isBot: false };
    const reviews = [{ user, state: 'approved' as const, commit: 'c'.repeat(40), submittedAt: undefined }];
    const { results } = await read({ planted, waivers, reviews });
    expect(results.map(({ level, suppressions }) => [level, suppressions?.length])).toEqual([
      ...[
        ['note', 1],
        ['note', 1],
      ],
    ]);
  });
});
