import { describe, expect, it } from '@jest/globals';
import { loadVectors, mergePatch, readVector } from '../../../test/gate/vectors.ts';
import type { VectorInputs } from '../../../test/gate/vectors.ts';
import { decide, judgeAll } from './index.ts';
import type { Decision } from './index.ts';

const waiver = {
  ...{ finding: 'CVE-2026-1111', package: 'pkg:deb/debian/libssl3', image: 'workload/chain-api' },
  ...{ reason: 'not reachable', control: 'network policy', ticket: 'SEC-1' },
  ...{ requester: 'workload-developer', approver: 'release-approver' },
};
// The vectors decide at 12:00 on the 21st.
const long = { ...waiver, id: 'W-1', created: '2026-11-01', expires: '2026-12-03' };
const short = { ...waiver, id: 'W-2', created: '2026-11-21T06:00:00Z', expires: '2026-11-22T06:00:00Z' };
const longer = { ...short, expires: '2026-11-22T06:00:01Z' };

function gather(waivers: readonly object[]): ReturnType<typeof readVector> {
  const blocked = loadVectors().find(({ name }) => name === 'a waiver lets its finding through');
  if (blocked === undefined) throw new Error('there is no such vector');
  const facts = { 'waiver-approvals': { approved: ['W-1', 'W-2'] } };
  const inputs = mergePatch(blocked.inputs, { policy: { waivers }, facts }) as VectorInputs;
  return readVector(inputs);
}

function decideWith(waivers: readonly object[]): Decision {
  const { parsed, facts, now } = gather(waivers);
  return decide(parsed, facts, now, { isBreakGlass: true });
}

describe('decide, when the glass is broken', () => {
  it.each([
    ['a waiver of 24 hours', [short], 'pass', []],
    ['one of a second more', [longer], 'fail', ['severity', 'waiver-too-long']],
    ['one of weeks', [long], 'fail', ['severity', 'waiver-too-long']],
    ['one of weeks, and one of 24 hours after it', [long, short], 'pass', []],
    ['one of weeks that no finding needs', [{ ...long, finding: 'CVE-2020-1' }, short], 'pass', []],
  ] as const)('judges %s', (_, waivers, outcome, rules) => {
    const decision = decideWith(waivers);
    expect([decision.outcome, decision.reasons.map(({ rule }) => rule)]).toEqual([outcome, rules]);
  });

  it('says which waiver it is, and what would do', () => {
    const [, reason] = decideWith([long]).reasons;
    expect(reason).toMatchObject({ outcome: 'fail', rule: 'waiver-too-long', subject: 'W-1' });
    expect(reason?.detail).toMatch(/^gate\.yaml:\d+: .*\b24\b/);
    expect(reason?.clears).toContain('CVE-2026-1111');
  });

  it('asks for no more than the policy does on other days', () => {
    const { parsed, facts, now } = gather([long]);
    expect(decide(parsed, facts, now).outcome).toBe('pass');
    expect(judgeAll(parsed, facts, now).map(({ judgement }) => judgement.effect)).toContain('waived');
  });

  it('says of one that its approver did not see that alone', () => {
    const { reasons } = decideWith([{ ...long, id: 'W-3' }]);
    expect(reasons.map(({ rule }) => rule)).toEqual(['severity', 'waiver-unapproved']);
  });
});
