import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listChildren } from '../../../lib/domain/artifact/index.ts';
import { listAttachments, sortStatements } from '../../../lib/domain/attachment/index.ts';
import { computeDigest, digestHex } from '../../../lib/domain/image/index.ts';
import {
  ensureRecord,
  findRecord,
  findRunning,
  parseRequestedImage,
} from '../../../lib/domain/promotion/index.ts';
import { trust } from '../../../lib/domain/statement/testing/keys.ts';
import { accounts, buildCommit, safeEnvironment } from '../../../test/fakes/github.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import { check } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import { renderSummary } from '../src/summary.ts';
import {
  buildDeps,
  buildInputs,
  createEstate,
  describeLive,
  openShelf,
  promote,
  pushDecided,
  repository,
} from './estate.ts';
import type { Attempt, Estate } from './estate.ts';
import { keys } from './repository.ts';

describe('promote-image', () => {
  it('leaves the image, its tags and both records locked in live', async () => {
    const estate = await createEstate();
    const outputs = await promote(estate);
    const hex = digestHex(estate.digest);
    expect(outputs).toMatchObject({
      status: 'promoted',
      digest: estate.digest,
      image: `lazaretlive.azurecr.io/${repository}@${estate.digest}`,
      approvers: 'release-approver',
    });
    expect(describeLive(estate)).toEqual({
      tags: [
        ['1.0', estate.digest, false, false],
        [`intent-sha256-${hex}`, 'record', false, false],
        [`promotion-sha256-${hex}`, 'record', false, false],
      ],
      isRootLocked: true,
    });
  });

  it('records who, what and where from, by which verdict and rules, and what it stood on', async () => {
    const estate = await createEstate();
    const outputs = await promote(estate);
    const completion = await findRecord(shelfOf(estate), 'promotion', estate.digest);
    expect(completion?.digest).toBe(outputs.promotionDigest);
    expect(completion?.record).toMatchObject({
      intent: outputs.intentDigest,
      commit: 'b'.repeat(40),
      tags: ['1.0'],
      verdict: { statementDigest: outputs.verdictDigest, issuedAt: '2026-11-02T07:00:00.000Z' },
      rulesCommit: 'b'.repeat(40),
      approvers: [{ id: accounts.approver.id, login: accounts.approver.login }],
      source: { registry: 'lazaretquarantine.azurecr.io', repository, digest: estate.digest },
    });
    expect(completion?.record.manifests).toHaveLength(3);
    expect(completion?.record.inputs.map(({ name }) => name)).toEqual([
      ...['verdict', 'sbom linux/amd64', 'vulnerabilities linux/amd64'],
      ...['sbom linux/arm64', 'vulnerabilities linux/arm64', 'policy gate.yaml'],
      ...[
        'report linux/amd64',
        'report linux/arm64',
        'database',
        'scan-time',
        'subject',
        'provenance build',
        'kev',
        'epss',
      ],
      ...['first-seen', 'live', 'self-test', 'waiver-approvals', 'approval'],
    ]);
  });

  it('leaves verdict, approval and records on the image, and on every platform what the gate left there', async () => {
    const estate = await createEstate();
    const pageDigest = computeDigest('page');
    const outputs = await promote(estate, { change: { pageDigest } });
    const shelf = shelfOf(estate);
    const kinds = ['verdict', 'approval', 'intent', 'promotion'] as const;
    const onImage = sortStatements(await listAttachments(shelf, estate.digest), {
      ...{ kinds, subject: estate.digest, keys: shelf.keys, now: shelf.now() },
      resourceUri: outputs.image,
    });
    // The verdict's resource is in quarantine, where it was decided.
    expect(onImage.refused.map(({ code }) => code)).toEqual(['STATEMENT_SUBJECT_MISMATCH']);
    expect(onImage.verified.map(({ kind }) => kind).sort()).toEqual(['approval', 'intent', 'promotion']);
    const approval = onImage.verified.find(({ kind }) => kind === 'approval');
    expect(approval?.predicate).toMatchObject({
      ...{ environment: 'promote', pageDigest, run: { repository: 'contoso/lazaret', id: 500, attempt: 1 } },
      approvers: [{ id: accounts.approver.id, login: accounts.approver.login }],
      observedAt: '2026-11-02T08:01:00.000Z',
    });
    const held = estate.live.open(repository);
    const root = held.manifests.get(estate.digest) ?? fail();
    for (const { digest: subject } of listChildren(root)) {
      const onPlatform = sortStatements(await listAttachments(shelf, subject), {
        ...{ kinds: ['sbom', 'vulnerabilities'] as const, subject, keys: shelf.keys, now: shelf.now() },
      });
      expect(onPlatform.verified.map(({ kind }) => kind).sort()).toEqual(['sbom', 'vulnerabilities']);
    }
    expect([...held.manifests.values()].filter(({ attributes }) => attributes.writeEnabled)).toEqual([]);
  });

  it('changes nothing when it is run again', async () => {
    const estate = await createEstate();
    const first = await promote(estate);
    const before = describeLive(estate);
    const writes: string[] = [];
    const tap = { before: (call: string) => void (/^(write|set|import)/.test(call) && writes.push(call)) };
    const second = await promote(estate, { attempt: 2, tap });
    expect(second).toEqual({ ...first, status: 'present' });
    expect(describeLive(estate)).toEqual(before);
    expect(writes).toEqual([]);
  });

  it('promotes without a tag', async () => {
    const estate = await createEstate();
    const outputs = await promote(estate, { change: { tags: [] } });
    expect(outputs.status).toBe('promoted');
    expect(estate.live.open(repository).manifests.has(estate.digest)).toBe(true);
  });

  it('closes every group and warns about nothing', async () => {
    const estate = await createEstate();
    const log = createRecordingLog();
    const tempFolder = await mkdtemp(join(tmpdir(), 'lazaret-promote-'));
    await run(buildInputs(estate.digest), { ...buildDeps(estate, 1, {}), tempFolder }, log);
    await rm(tempFolder, { recursive: true });
    log.assertClosed();
    expect(log.messages('warning')).toEqual([]);
    expect(log.messages('group')).toHaveLength(15);
  });
});

interface Refusal {
  readonly name: string;
  readonly code: string;
  readonly prepare?: (estate: Estate) => Promise<void> | void;
  readonly facts?: Partial<Estate['facts']>;
  readonly attempt?: (estate: Estate) => Attempt;
}

const other = `sha256:${'0'.repeat(64)}`;

const refusals: readonly Refusal[] = [
  {
    name: 'a tag that moved',
    code: 'PROMOTION_TAG_MOVED',
    prepare: async ({ quarantine }) => void (await pushIndex(quarantine, repository, 'two', 'v1')),
    attempt: ({ digest }) => image(`${repository}:v1@${digest}`),
  },
  {
    name: 'a tag that is gone',
    code: 'PROMOTION_TAG_MOVED',
    attempt: ({ digest }) => image(`${repository}:gone@${digest}`),
  },
  {
    name: 'a digest that is not there',
    code: 'PROMOTION_DIGEST_NOT_FOUND',
    attempt: () => image(`${repository}@${other}`),
  },
  {
    name: 'a repository of pull requests',
    code: 'PROMOTION_FROM_PULL_REQUEST',
    prepare: async ({ quarantine }) => void (await pushIndex(quarantine, 'pr/chain-api', 'one')),
    attempt: ({ digest }) => image(`pr/chain-api@${digest}`),
  },
  {
    name: 'a digest that stands only under pr/',
    code: 'PROMOTION_FROM_PULL_REQUEST',
    prepare: async ({ quarantine, digest }) => {
      await pushIndex(quarantine, 'pr/chain-api', 'one');
      quarantine.open(repository).manifests.delete(digest);
    },
  },
  {
    name: 'another host',
    code: 'PROMOTION_WRONG_REGISTRY',
    attempt: ({ digest }) => image(`evil.example.com/${repository}@${digest}`),
  },
  {
    name: 'an index with a missing child',
    code: 'IMAGE_CHILD_MISSING',
    prepare: ({ quarantine }) => {
      const manifests = quarantine.open(repository).manifests;
      manifests.delete([...manifests.keys()][0] ?? fail());
    },
  },
  { name: 'an approval that is missing', code: 'APPROVAL_MISSING', facts: { approvals: [] } },
  {
    name: 'an approval by the author',
    code: 'APPROVAL_NOT_INDEPENDENT',
    facts: { approvals: [approval(accounts.developer)] },
  },
  {
    name: 'an approval by the merger',
    code: 'APPROVAL_NOT_INDEPENDENT',
    facts: { approvals: [approval(accounts.engineer)] },
  },
  {
    name: 'an author without account',
    code: 'APPROVAL_INDEPENDENCE_UNKNOWN',
    facts: {
      commits: [
        buildCommit('a'.repeat(40)),
        buildCommit('b'.repeat(40), { author: undefined, authorEmail: 'x@example.com' }),
      ],
    },
  },
  {
    name: 'an environment that admins may bypass',
    code: 'APPROVAL_ENVIRONMENT_UNSAFE',
    facts: { environment: { ...safeEnvironment, canAdminsBypass: true } },
  },
  {
    name: 'an environment that is not there',
    code: 'APPROVAL_ENVIRONMENT_UNSAFE',
    attempt: () => ({ change: { environment: 'nowhere' } }),
  },
  {
    name: 'a live tag that belongs to another digest',
    code: 'PROMOTION_TAG_TAKEN',
    prepare: async ({ live }) => void (await pushIndex(live, repository, 'two', '1.0')),
  },
  {
    name: 'a live tag that was taken out of use',
    code: 'PROMOTION_TAG_TAKEN',
    prepare: async ({ live }) => {
      await pushIndex(live, repository, 'two', '1.0');
      await live.setTagAttributes(repository, '1.0', { readEnabled: false });
    },
  },
];

describe('promote-image refuses', () => {
  it.each(refusals)('$name, and leaves live as it was', async ({ code, prepare, facts, attempt }) => {
    const estate = await createEstate(facts);
    await prepare?.(estate);
    const before = describeLive(estate);
    await expect(promote(estate, attempt?.(estate))).rejects.toMatchObject({ code });
    expect(describeLive(estate)).toEqual(before);
    expect(estate.live.open(repository).manifests.has(estate.digest)).toBe(false);
  });

  it('a revoked digest', async () => {
    const estate = await createEstate();
    await revoke(estate);
    const before = describeLive(estate);
    await expect(promote(estate)).rejects.toMatchObject({ code: 'PROMOTION_REVOKED' });
    expect(describeLive(estate)).toEqual(before);
  });

  it('to complete a digest that is revoked on the way', async () => {
    const estate = await createEstate();
    const after = async (call: string): Promise<void> => {
      if (call === 'importImage') await revoke(estate);
    };
    await expect(promote(estate, { tap: { after } })).rejects.toMatchObject({ code: 'PROMOTION_REVOKED' });
    expect(await findRecord(shelfOf(estate), 'promotion', estate.digest)).toBeUndefined();
  });

  it('a promoted digest whose tag was moved by force since', async () => {
    const estate = await createEstate();
    await promote(estate);
    const moved = await pushIndex(estate.live, repository, 'two');
    const tag = estate.live.open(repository).tags.get('1.0') ?? fail();
    tag.digest = moved;
    await expect(promote(estate)).rejects.toMatchObject({ code: 'PROMOTION_LIVE_DIFFERS' });
  });

  it('a promoted digest whose manifest was unlocked since', async () => {
    const estate = await createEstate();
    await promote(estate);
    await estate.live.setManifestAttributes(repository, estate.digest, { deleteEnabled: true });
    await expect(promote(estate)).rejects.toMatchObject({ code: 'PROMOTION_LIVE_DIFFERS' });
  });

  it('a promoted digest under one more tag', async () => {
    const estate = await createEstate();
    await promote(estate);
    const again = promote(estate, { change: { tags: ['1.0', 'stable'] } });
    await expect(again).rejects.toMatchObject({ code: 'PROMOTION_RECORD_CONFLICT' });
  });

  it('to set tags that an unfinished promotion announced and this one did not ask for', async () => {
    const estate = await createEstate();
    const before = async (call: string): Promise<void> => {
      if (call === 'importImage') throw new Error('killed');
    };
    const announced = promote(estate, { change: { tags: ['1.0', 'stable'] }, tap: { before } });
    await expect(announced).rejects.toThrow('killed');
    await expect(promote(estate)).rejects.toMatchObject({ code: 'PROMOTION_RECORD_CONFLICT' });
    expect(estate.live.open(repository).tags.has('stable')).toBe(false);
  });

  it('another page than the one that this attempt was approved with', async () => {
    const estate = await createEstate();
    const hex = digestHex(estate.digest);
    const after = (): void => {
      const { tags } = estate.live.open(repository);
      if (tags.has(`approval-sha256-${hex}-500-1`)) throw new Error('killed');
    };
    const [shown, other] = [computeDigest('page'), computeDigest('another page')];
    await expect(promote(estate, { change: { pageDigest: shown }, tap: { after } })).rejects.toThrow(
      'killed',
    );
    const again = promote(estate, { change: { pageDigest: other } });
    await expect(again).rejects.toMatchObject({ code: 'PROMOTION_RECORD_CONFLICT' });
    expect(await promote(estate, { change: { pageDigest: shown } })).toMatchObject({ status: 'promoted' });
  });

  it('to take a revoked digest for what runs', async () => {
    const estate = await createEstate();
    await promote(estate);
    expect(await findRunning(shelfOf(estate))).toBe(estate.digest);
    await revoke(estate);
    expect(await findRunning(shelfOf(estate))).toBeUndefined();
  });

  it('a record tag that holds something else', async () => {
    const estate = await createEstate();
    await pushIndex(estate.live, repository, 'two', `intent-sha256-${digestHex(estate.digest)}`);
    await expect(promote(estate)).rejects.toMatchObject({ code: 'PROMOTION_RECORD_MALFORMED' });
  });
});

describe('the range of commits', () => {
  it('begins after the last promoted commit', async () => {
    const first = await createEstate();
    await promote(first);
    const newer = 'c'.repeat(40);
    const spoiled = first.facts.commits.map((commit) => ({
      ...commit,
      author: undefined,
      authorEmail: 'x@example.com',
    }));
    const facts = {
      ...first.facts,
      run: { ...first.facts.run, headSha: newer },
      commits: [...spoiled, buildCommit(newer)],
    };
    const digest = await pushDecided(first, 'two', { commit: newer });
    const outputs = await promote({ ...first, digest, facts }, { change: { tags: ['2.0'] } });
    expect(outputs.status).toBe('promoted');
  });

  it('begins at the baseline while nothing was promoted', async () => {
    const old = buildCommit('a'.repeat(40), { author: undefined, authorEmail: 'x@example.com' });
    const estate = await createEstate({ commits: [old, buildCommit('b'.repeat(40))] });
    await expect(promote(estate)).rejects.toMatchObject({ code: 'APPROVAL_INDEPENDENCE_UNKNOWN' });
    const outputs = await promote(estate, { change: { baselineCommit: old.sha } });
    expect(outputs.status).toBe('promoted');
  });

  it('has no baseline any more once something was promoted', async () => {
    const first = await createEstate();
    await promote(first);
    const [own, head] = [
      buildCommit('c'.repeat(40), { author: accounts.approver }),
      buildCommit('d'.repeat(40)),
    ];
    const run = { ...first.facts.run, headSha: head.sha };
    const facts = { ...first.facts, run, commits: [...first.facts.commits, own, head] };
    const digest = await pushDecided(first, 'two');
    const change = { tags: ['2.0'], baselineCommit: own.sha };
    await expect(promote({ ...first, digest, facts }, { change })).rejects.toMatchObject({
      code: 'APPROVAL_NOT_INDEPENDENT',
    });
    // The last promoted commit is not below a head that goes back, and the baseline does not stand in for it.
    const back = { ...facts, commits: [own, head, ...first.facts.commits] };
    await expect(promote({ ...first, digest, facts: back }, { change })).rejects.toMatchObject({
      code: 'APPROVAL_NOT_INDEPENDENT',
    });
  });

  it('holds the commits that a squash made one of', async () => {
    const squash = buildCommit('b'.repeat(40), { parents: ['a'.repeat(40)] });
    const estate = await createEstate({
      commits: [squash],
      pullRequests: [
        { number: 7, author: accounts.developer, mergedBy: accounts.engineer, mergeCommit: squash.sha },
      ],
      pullRequestCommits: new Map([[7, [buildCommit('e'.repeat(40), { author: accounts.approver })]]]),
    });
    await expect(promote(estate)).rejects.toMatchObject({ code: 'APPROVAL_NOT_INDEPENDENT' });
  });

  it('is unknown when the history is longer than the bound', async () => {
    const old = Array.from({ length: 250 }, (_, index) => buildCommit(String(index).padStart(40, '0')));
    const estate = await createEstate({ commits: [...old, buildCommit('b'.repeat(40))] });
    await expect(promote(estate)).rejects.toMatchObject({ code: 'APPROVAL_INDEPENDENCE_UNKNOWN' });
  });
});

describe('check', () => {
  it('keeps the tags of records for records', async () => {
    const { digest } = await createEstate();
    const tags = [`intent-sha256-${digestHex(digest)}`];
    expect(check(buildInputs(digest, { tags }))).toHaveLength(1);
    expect(check(buildInputs(digest))).toEqual([]);
  });

  it.each([
    { name: 'no repository', repository: undefined, problems: 1 },
    { name: 'the repository of quarantine', repository: 'workload/chain-api', problems: 1 },
    { name: 'a folder of pull requests', repository: 'pr/chain-api', problems: 1 },
    { name: 'a repository of its own', repository: 'live/chain-api', problems: 0 },
  ])('tells live from quarantine in one registry: $name', async ({ repository: target, problems }) => {
    const { digest } = await createEstate();
    const inputs = buildInputs(digest, { repository: target });
    expect(check({ ...inputs, quarantineRegistry: inputs.liveRegistry })).toHaveLength(problems);
  });
});

describe('renderSummary', () => {
  it('shows digest, approver, verdict and records', async () => {
    const estate = await createEstate();
    const outputs = await promote(estate);
    const page = renderSummary(outputs, buildInputs(estate.digest));
    for (const value of [
      outputs.image,
      'release-approver',
      outputs.intentDigest,
      outputs.promotionDigest,
      outputs.verdictDigest,
    ]) {
      expect(page).toContain(value);
    }
  });
});

async function revoke(estate: Estate): Promise<void> {
  const { live, quarantine, digest } = estate;
  const root = quarantine.open(repository).manifests.get(digest) ?? fail();
  const run = {
    repository: 'contoso/lazaret',
    id: 1,
    attempt: 1,
    workflow: 'w',
    actor: 'a',
    triggeringActor: 'a',
  };
  const target = { registry: live.registry, repository, digest };
  const record = {
    kind: 'revocation',
    target,
    reason: 'r',
    ticket: 't',
    run,
    revokedAt: '2026-01-01T00:00:00.000Z',
  } as const;
  await ensureRecord(shelfOf(estate), 'revocation', record, {
    ...root,
    size: root.bytes.length,
  });
}

function image(text: string): Attempt {
  return { change: { image: parseRequestedImage(text) } };
}

function approval(user: (typeof accounts)[keyof typeof accounts]): Estate['facts']['approvals'][number] {
  return { state: 'approved', user, comment: '', environments: ['promote'] };
}

function shelfOf(estate: Estate): ReturnType<typeof openShelf> {
  return openShelf(estate, { keys: trust(keys.provenance, keys.decision, keys.promotion) });
}

function fail(): never {
  throw new Error('the estate lacks what the test needs');
}
