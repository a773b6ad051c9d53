import { describe, expect, it } from '@jest/globals';
import { parseReport } from '../../../lib/domain/findings/index.ts';
import { gatherFacts } from '../../../lib/domain/gate/index.ts';
import type { Facts, Live } from '../../../lib/domain/gate/index.ts';
import { describeTrivy } from '../test/estate.ts';
import { listNews } from './news.ts';

const input = { kind: 'live', name: 'live', digest: `sha256:${'0'.repeat(64)}` } as const;
const planted = [
  { id: 'CVE-2026-2', severity: 'LOW' },
  { id: 'CVE-2026-1', severity: 'LOW' },
  { id: 'CVE-2026-3', severity: 'CRITICAL' },
];

function describeFacts(live: Live | undefined): Facts {
  const none = gatherFacts({ environment: 'quarantine', reports: [] });
  const value = parseReport(JSON.stringify(describeTrivy('sha256:0', planted)));
  const report = { input: { ...input, kind: 'report' as const }, value };
  // Two platforms have the same package.
  return { ...none, reports: [report, report], live: live && { input, value: live } };
}

describe('listNews', () => {
  it('lists each finding of a package that does not run once, worst first', () => {
    const all = ['CVE-2026-3', 'CVE-2026-1', 'CVE-2026-2'];
    expect(listNews(describeFacts({ runs: false }))?.map(({ id }) => id)).toEqual(all);
    const old = new Set(['pkg:deb/debian/libssl3@3.0.10-1', 'no package URL']);
    expect(listNews(describeFacts({ runs: true, packages: old }))?.map(({ id }) => id)).toEqual(all);
  });

  it('leaves out what runs already', () => {
    const packages = new Set(['pkg:deb/debian/libssl3@3.0.11-1?arch=amd64']);
    expect(listNews(describeFacts({ runs: true, packages }))).toEqual([]);
  });

  it('does not know what is new where nobody knows what runs', () => {
    expect(listNews(describeFacts(undefined))).toBeUndefined();
  });
});
