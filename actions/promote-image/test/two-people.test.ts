import { describe, expect, it } from '@jest/globals';
import { accounts, safeEnvironment } from '../../../test/fakes/github.ts';
import type { FakeRepository } from '../../../test/fakes/github.ts';
import { buildWaived, critical } from './cases.ts';
import { createEstate, promote } from './estate.ts';

const first = { ...safeEnvironment, name: 'break-glass-first' };
const second = { ...safeEnvironment, name: 'break-glass' };
const change = { environment: second.name, firstEnvironment: first.name };

describe('a promotion that two people approve', () => {
  it('passes with one each, and names both', async () => {
    const estate = await createEstate(
      broken([review('approver', [first.name]), review('second', [second.name])]),
    );
    expect(await promote(estate, { change })).toMatchObject({
      approvers: 'release-approver, second-approver',
    });
  });

  const refusals: readonly {
    readonly name: string;
    readonly code: string;
    readonly facts: Partial<FakeRepository>;
  }[] = [
    {
      name: 'one person who gives both, one after the other',
      code: 'APPROVAL_NOT_INDEPENDENT',
      facts: broken([review('approver', [first.name]), review('approver', [second.name])]),
    },
    {
      name: 'one person who gives both at once',
      code: 'APPROVAL_NOT_INDEPENDENT',
      facts: broken([review('approver', [first.name, second.name])]),
    },
    {
      name: 'no first approval',
      code: 'APPROVAL_MISSING',
      facts: broken([review('approver', [second.name])]),
    },
    {
      name: 'a first approval by the author',
      code: 'APPROVAL_NOT_INDEPENDENT',
      facts: broken([review('developer', [first.name]), review('approver', [second.name])]),
    },
    {
      name: 'a first environment that protects nothing',
      code: 'APPROVAL_ENVIRONMENT_UNSAFE',
      facts: {
        ...broken([review('approver', [first.name]), review('second', [second.name])]),
        otherEnvironments: [{ ...first, reviewerCount: 0 }],
      },
    },
    {
      name: 'a first environment that is not there',
      code: 'APPROVAL_ENVIRONMENT_UNSAFE',
      facts: {
        ...broken([review('approver', [first.name]), review('second', [second.name])]),
        otherEnvironments: [],
      },
    },
  ];

  it.each(refusals)('refuses $name', async ({ facts, code }) => {
    const estate = await createEstate(facts);
    await expect(promote(estate, { change })).rejects.toMatchObject({ code });
  });
});

describe('an emergency', () => {
  const day = { created: '2026-11-01T12:00:00Z', expires: '2026-11-02T12:00:00Z' };
  const byTwo = broken([review('approver', [first.name]), review('second', [second.name])]);
  const byOne = broken([review('approver', [second.name])]);

  async function play(waived: Partial<FakeRepository>, isBreakGlass = true): ReturnType<typeof promote> {
    const facts = { ...waived, ...(isBreakGlass ? byTwo : byOne) };
    const estate = await createEstate(facts, { vulnerabilities: [critical] });
    estate.published = [critical];
    return promote(estate, { change: isBreakGlass ? change : { environment: second.name } });
  }

  it('stands on a waiver of 24 hours', async () => {
    expect(await play(buildWaived(day))).toMatchObject({ status: 'promoted' });
  });

  it('takes the one of 24 hours where there is one of weeks, too', async () => {
    const waived = buildWaived({ id: 'W-9' }, day);
    expect(await play(waived)).toMatchObject({ status: 'promoted' });
  });

  it('refuses a waiver that lives longer, which counts on other days', async () => {
    const waived = buildWaived({ ...day, expires: '2026-11-02T12:00:01Z' });
    await expect(play(waived)).rejects.toMatchObject({ code: 'PROMOTION_WAIVER_TOO_LONG' });
    expect(await play(waived, false)).toMatchObject({ status: 'promoted' });
  });
});

function broken(approvals: FakeRepository['approvals']): Partial<FakeRepository> {
  return { approvals, environment: second, otherEnvironments: [first] };
}

function review(
  by: keyof typeof accounts,
  environments: readonly string[],
): FakeRepository['approvals'][number] {
  return { state: 'approved', user: accounts[by], comment: '', environments };
}
