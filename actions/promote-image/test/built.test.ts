import { describe, expect, it } from '@jest/globals';
import { accounts, buildCommit } from '../../../test/fakes/github.ts';
import type { FakeRepository } from '../../../test/fakes/github.ts';
import { createEstate, promote, pushDecided } from './estate.ts';
import type { Estate } from './estate.ts';
import { head } from './repository.ts';

// What the passed-over commit was built into lies in quarantine, and a newer commit has been promoted since.
const older = '9'.repeat(40);
const commits = [
  buildCommit('a'.repeat(40)),
  buildCommit(older, {
    author: accounts.second,
    authorEmail: '104+second-approver@users.noreply.github.com',
  }),
  buildCommit(head),
];

async function createPassedOver(): Promise<Estate> {
  const estate = await createEstate({ commits });
  const newer = await pushDecided(estate, 'newer');
  await promote({ ...estate, digest: newer }, { change: { tags: ['newer'] } });
  return { ...estate, digest: await pushDecided(estate, 'passed-over', { commit: older }) };
}

function approvedBy(by: keyof typeof accounts): Pick<FakeRepository, 'approvals'> {
  return { approvals: [{ state: 'approved', user: accounts[by], comment: '', environments: ['promote'] }] };
}

describe('an image of a commit older than what was promoted last', () => {
  it('is not let through by who made that commit', async () => {
    const estate = await createPassedOver();
    const facts = { ...estate.facts, ...approvedBy('second') };
    await expect(promote({ ...estate, facts })).rejects.toMatchObject({ code: 'APPROVAL_NOT_INDEPENDENT' });
  });

  it('is let through by somebody else', async () => {
    const estate = await createPassedOver();
    expect(await promote(estate)).toMatchObject({ status: 'promoted', approvers: 'release-approver' });
  });
});
