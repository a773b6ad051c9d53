import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, Verifier } from '@sigstore/verify';
import { afterEach, describe, expect, it } from '@jest/globals';
import { listAttachments } from '../../../lib/domain/attachment/index.ts';
import { readStatements } from '../../../lib/domain/evidence/index.ts';
import { computeDigest, digestHex } from '../../../lib/domain/image/index.ts';
import { createTestKey, trust } from '../../../lib/domain/statement/testing/keys.ts';
import { accounts } from '../../../test/fakes/github.ts';
import { pushIndex } from '../../../test/fakes/image.ts';
import { check } from '../src/inputs.ts';
import {
  approve,
  attachProvenance,
  describeTrivy,
  gate,
  host,
  now,
  openEstate,
  repository,
  writeScan,
} from './estate.ts';
import type { Changes, Estate } from './estate.ts';

let estate: Estate | undefined;

afterEach(async () => estate?.close());

async function open(changes?: Changes): Promise<Estate> {
  estate = await openEstate(changes);
  return estate;
}

const serious = { id: 'CVE-2026-9999', severity: 'HIGH' };

const waivers = `waivers:
  - id: W-1
    finding: CVE-2026-9999
    package: pkg:deb/debian/libssl3
    image: ${repository}
    reason: the function is never called
    control: no network
    ticket: SEC-1
    requester: workload-developer
    approver: release-approver
    created: 2026-11-10
    expires: 2026-12-03`;

function shelfOf({ quarantine }: Estate) {
  return { client: quarantine, repository };
}

async function readVerdicts(opened: Estate) {
  const keys = trust(...Object.values(opened.keys));
  const resourceUri = `${host}/${repository}@${opened.digest}`;
  return readStatements(shelfOf(opened), opened.digest, ['verdict'], { keys, now, resourceUri });
}

describe('gate-image', () => {
  it('passes an image about which everything is known, and signs what it stands on', async () => {
    const opened = await open();
    const { outputs, isFailure, file } = await gate(opened);
    expect(file.reasons).toEqual([]);
    expect([outputs.decision, isFailure, outputs.findings, outputs.blocking]).toEqual([
      'pass',
      false,
      '2',
      '0',
    ]);
    const { verified } = await readVerdicts(opened);
    expect(verified).toHaveLength(1);
    expect(verified[0]?.payloadDigest).toBe(outputs.verdictDigest);
    expect(verified[0]?.predicate).toMatchObject({
      ...{ result: 'PASSED', outcome: 'pass', environment: 'quarantine', reasons: [] },
      verifier: 'https://github.com/contoso/lazaret/.github/workflows/main.yml@refs/heads/main',
      policy: { digest: outputs.policyDigest },
    });
    expect(verified[0]?.predicate.inputs.map(({ name }) => name).sort()).toEqual([
      ...['database', 'epss', 'first-seen', 'kev', 'live', 'policy gate.yaml', 'provenance build'],
      ...['report linux/amd64', 'report linux/arm64', 'sbom linux/amd64', 'sbom linux/arm64', 'self-test'],
      ...['subject', 'vulnerabilities linux/amd64', 'vulnerabilities linux/arm64', 'waiver-approvals'],
    ]);
  });

  it('signs SBOM and findings of each platform about its manifest', async () => {
    const opened = await open();
    await gate(opened);
    const keys = trust(opened.keys.decision);
    for (const { manifest } of opened.platforms) {
      const read = await readStatements(shelfOf(opened), manifest.digest, ['sbom', 'vulnerabilities'], {
        keys,
        now,
      });
      expect(read.refused).toEqual([]);
      expect(read.verified.map(({ kind }) => kind).sort()).toEqual(['sbom', 'vulnerabilities']);
    }
  });

  it('signs no SBOM and no findings twice, but each verdict', async () => {
    const opened = await open();
    const first = await gate(opened);
    const second = await gate(opened);
    expect(opened.signatures).toBe(6);
    expect(second.file.statements).toEqual(first.file.statements);
  });

  it('blocks, says by what and what clears it, and signs that as well', async () => {
    const opened = await open({ planted: [serious, { id: 'CVE-2026-1111', severity: 'LOW' }] });
    const { outputs, isFailure, message, file } = await gate(opened);
    expect([outputs.decision, isFailure, outputs.findings, outputs.blocking]).toEqual([
      'fail',
      true,
      '4',
      '2',
    ]);
    expect(file.reasons.map(({ rule, subject }) => `${rule}: ${subject}`)).toEqual([
      ...['severity: CVE-2026-9999 in libssl3 3.0.11-1', 'severity: CVE-2026-9999 in libssl3 3.0.11-1'],
    ]);
    for (const text of [message, outputs.summary]) expect(text).toContain('CVE-2026-9999');
    expect(outputs.summary).toContain('3.0.12-1');
    const { verified } = await readVerdicts(opened);
    expect(verified[0]?.predicate).toMatchObject({ result: 'FAILED', outcome: 'fail' });
    const sarif = JSON.parse(await readFile(outputs.sarif, 'utf8')) as {
      runs: { results: { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['CVE-2026-9999', 'CVE-2026-9999']);
  });

  it('lets a finding through by a waiver whose approver reviewed it', async () => {
    const { outputs, file } = await gate(await open({ planted: [serious], waivers, reviews: [approve()] }));
    expect(outputs.decision).toBe('pass');
    expect(file.notes.filter(({ rule }) => rule === 'waiver')).toHaveLength(2);
    expect(JSON.parse(outputs.counts)).toMatchObject({ waived: 2, blocking: 0 });
  });

  it.each<readonly [string, Changes['reviews']]>([
    ['nobody reviewed', []],
    ['somebody else approved', [approve(accounts.second)]],
    ['its approver approved before the last commit', [approve(accounts.approver, 'd'.repeat(40))]],
    ['its approver took the approval back', [approve(), { ...approve(), state: 'dismissed' }]],
  ])('blocks on a waiver that %s', async (_title, reviews = []) => {
    const { outputs, file } = await gate(await open({ planted: [serious], waivers, reviews }));
    expect(outputs.decision).toBe('fail');
    expect(file.reasons.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['waiver-unapproved', 'severity']),
    );
  });

  it('blocks what is known to be exploited', async () => {
    const { outputs, file } = await gate(await open({ kevIds: ['CVE-2026-1111'] }));
    expect(outputs.decision).toBe('fail');
    expect(new Set(file.reasons.map(({ rule }) => rule))).toEqual(new Set(['kev']));
  });

  it.each<readonly [string, Changes, readonly string[]]>([
    ['provenance', { withoutProvenance: true }, ['fact-missing: provenance']],
    ['the catalogue of exploited vulnerabilities', { without: 'kev' }, ['fact-missing: kev']],
    ['the scores', { without: 'epss' }, ['fact-missing: epss']],
  ])('is indeterminate without %s, and signs that', async (_title, changes, expected) => {
    const opened = await open(changes);
    const { outputs, isFailure, file } = await gate(opened);
    expect([outputs.decision, isFailure]).toEqual(['indeterminate', true]);
    expect(file.reasons.map(({ rule, subject }) => `${rule}: ${subject}`)).toEqual(expected);
    const { verified } = await readVerdicts(opened);
    expect(verified[0]?.predicate).toMatchObject({ result: 'FAILED', outcome: 'indeterminate' });
  });

  it('is indeterminate when nobody says what runs', async () => {
    const { outputs, file } = await gate(await open(), { liveRegistry: undefined });
    expect(outputs.decision).toBe('indeterminate');
    expect(file.reasons.map(({ subject }) => subject)).toEqual(['live']);
  });

  it.each([
    ['STATEMENT_KEY_UNKNOWN', 'by an unknown key', () => ({ key: createTestKey('provenance') })],
    ['STATEMENT_KEY_NOT_ALLOWED', 'by the wrong key', ({ keys }: Estate) => ({ key: keys.decision })],
    ['STATEMENT_SUBJECT_MISMATCH', 'about another digest', () => ({ about: computeDigest('other') })],
  ] as const)('tells %s for provenance %s', async (code, _title, change) => {
    const opened = await open({ withoutProvenance: true });
    await attachProvenance(opened, change(opened));
    const { outputs, file } = await gate(opened);
    expect(outputs.decision).toBe('indeterminate');
    const malformed = file.reasons.filter(({ rule }) => rule === 'fact-malformed');
    expect(malformed.map(({ detail }) => detail.split(':')[0])).toEqual([code]);
  });

  it('is not disturbed by a forged statement beside a good one', async () => {
    const opened = await open();
    await attachProvenance(opened, { key: createTestKey('provenance') });
    expect((await gate(opened)).outputs.decision).toBe('pass');
  });

  it('blocks a builder that the policy does not name', async () => {
    const opened = await open({ withoutProvenance: true });
    await attachProvenance(opened, {
      builder: 'https://github.com/other/repo/.github/workflows/main.yml@refs/heads/main',
    });
    const { outputs, file } = await gate(opened);
    expect([outputs.decision, file.reasons.map(({ rule }) => rule)]).toEqual([
      'fail',
      ['provenance-builder'],
    ]);
  });

  it('is indeterminate on a report of another digest, and signs none of its findings', async () => {
    const opened = await open();
    await writeScan(opened, [], { digest: computeDigest('other'), config: computeDigest('other config') });
    const { outputs, file } = await gate(opened);
    expect(outputs.decision).toBe('indeterminate');
    expect(new Set(file.reasons.map(({ rule }) => rule))).toEqual(
      new Set(['report-subject', 'report-malformed', 'report-missing']),
    );
    expect(file.statements).toEqual([]);
  });

  it.each([
    ['empty', ''],
    ['no JSON', '{"kind":'],
    ['no report of scan-image', '{"kind":"lazaret-scan"}'],
    ['foreign', '{"hello":"world"}'],
  ])('is indeterminate on a report that is %s', async (_title, text) => {
    const opened = await open();
    await writeFile(opened.inputs.report, text);
    expect((await gate(opened)).outputs.decision).toBe('indeterminate');
  });

  it('takes the report of a plain Trivy for one platform and misses the other', async () => {
    const opened = await open();
    const [first, second] = opened.platforms;
    await writeFile(opened.inputs.report, JSON.stringify(describeTrivy(first?.config ?? '', [])));
    const { file } = await gate(opened, { databaseDate: '2026-11-21T06:00:00.000Z' });
    expect(file.reasons.map(({ rule, subject }) => `${rule}: ${subject}`)).toEqual([
      ...['fact-missing: self-test', `report-missing: ${second?.platform}`],
    ]);
  });

  it('refuses a report that is not the one of the scan before it says anything of it', async () => {
    const opened = await open();
    const reportDigest = `sha256:${digestHex(computeDigest(await readFile(opened.inputs.report)))}` as const;
    expect((await gate(opened, { reportDigest })).outputs.decision).toBe('pass');
    const signed = opened.signatures;
    await writeScan(opened, []);
    await expect(gate(opened, { reportDigest })).rejects.toMatchObject({ code: 'GATE_REPORT_DIFFERS' });
    expect(opened.signatures).toBe(signed);
  });

  it('refuses an SBOM that is not the one of the scan', async () => {
    const opened = await open();
    const [first] = opened.platforms;
    const file = `${first?.manifest.digest.replace(':', '-')}.cdx.json`;
    await writeFile(join(opened.inputs.sbom ?? '', file), '{}');
    await expect(gate(opened)).rejects.toMatchObject({ code: 'GATE_SBOM_DIFFERS' });
  });

  it.each([
    ['is no JSON', 'a.json', '{'],
    ['is nested beyond every stack', 'a.json', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['is the folder itself', '..', '{}'],
  ])('refuses an SBOM of the scan that %s', async (_, file, text) => {
    const opened = await open();
    const found = await readFile(opened.inputs.report, 'utf8');
    const named = { file, digest: computeDigest(text) };
    await writeFile(
      opened.inputs.report,
      found.replace(/"sbom":\{[^}]*\}/, `"sbom":${JSON.stringify(named)}`),
    );
    await writeFile(join(opened.inputs.sbom ?? '', 'a.json'), text);
    await expect(gate(opened)).rejects.toMatchObject({ code: 'GATE_SBOM_DIFFERS' });
  });

  it('refuses an SBOM that is gone', async () => {
    const opened = await open();
    await rm(opened.inputs.sbom ?? '', { recursive: true });
    await mkdir(opened.inputs.sbom ?? '');
    await expect(gate(opened)).rejects.toMatchObject({ code: 'GATE_SBOM_DIFFERS' });
  });

  it('is indeterminate on an SBOM that lacks what the report names, and signs neither', async () => {
    const opened = await open();
    await writeScan(opened, [{ ...serious, severity: 'LOW' }], { component: 'libc6' });
    const { outputs, file } = await gate(opened);
    expect([outputs.decision, file.statements]).toEqual(['indeterminate', []]);
    expect(file.reasons.map(({ rule, detail }) => [rule, detail])).toEqual(
      opened.platforms.map(() => ['report-malformed', 'REPORT_INCOMPLETE: its SBOM lacks libssl3@3.0.11-1']),
    );
  });

  it('signs and attaches nothing for a pull request, even when it passes', async () => {
    const opened = await open();
    const { outputs } = await gate(
      opened,
      { sign: false, signingKey: undefined },
      { eventName: 'pull_request' },
    );
    expect([outputs.decision, outputs.verdictDigest, opened.signatures]).toEqual(['pass', '', 0]);
    expect(await listAttachments(shelfOf(opened), opened.digest)).toHaveLength(1);
  });

  it('judges the draft of a pull request by the rules of its repository, and asks for no provenance', async () => {
    const opened = await open({ planted: [serious], waivers, reviews: [approve()] });
    const draft = `pr/${repository}`;
    await pushIndex(opened.quarantine, draft, 'seed');
    const image = { ...opened.inputs.image, repository: draft };
    const asked = { image, environment: 'local', sign: false, signingKey: undefined } as const;
    const { outputs, file } = await gate(opened, asked, { eventName: 'pull_request' });
    expect([outputs.decision, file.reasons]).toEqual(['pass', []]);
    expect(file.notes.filter(({ rule }) => rule === 'waiver')).toHaveLength(2);
    expect(opened.quarantine.open(draft).manifests.size).toBe(3);
  });

  it.each([
    ['pull_request', {}, {}],
    ['pull_request_target', {}, {}],
    ['merge_group', {}, {}],
    ['issue_comment', {}, {}],
    ['push', { ref: 'refs/heads/feature' }, {}],
    ['workflow_dispatch', { ref: 'refs/heads/main2' }, {}],
    ['push', {}, { image: 'pr/chain-api' }],
  ])('refuses to sign for %s %j %j', async (eventName, change, { image }: { readonly image?: string }) => {
    const opened = await open();
    const inputs = image === undefined ? {} : { image: { ...opened.inputs.image, repository: image } };
    await expect(gate(opened, inputs, { eventName, ...change })).rejects.toMatchObject({
      code: 'GATE_SIGNING_REFUSED',
    });
    expect(opened.signatures).toBe(0);
  });

  it.each<readonly [string, object]>([
    ['of another event', { event_name: 'pull_request' }],
    ['of another ref', { ref: 'refs/pull/7/merge' }],
    ['of another workflow', { workflow_ref: 'contoso/lazaret/.github/workflows/x.yml@refs/heads/main' }],
    ['of a ref that is not protected', { ref_protected: 'false' }],
  ])('refuses to sign when the token is %s', async (_title, claims) => {
    const opened = await open();
    await expect(gate(opened, {}, {}, { claims })).rejects.toMatchObject({ code: 'GATE_SIGNING_REFUSED' });
    expect(opened.signatures).toBe(0);
  });

  it('says nothing in a job that was cancelled', async () => {
    const opened = await open();
    await expect(gate(opened, {}, {}, { signal: AbortSignal.abort(new Error('SIGINT')) })).rejects.toThrow(
      'SIGINT',
    );
    expect(opened.signatures).toBe(0);
  });

  it('attaches nothing when the key is not trusted', async () => {
    const opened = await open();
    const other = { ...opened.keys, decision: createTestKey('decision') };
    await expect(gate({ ...opened, keys: other })).rejects.toMatchObject({ code: 'STATEMENT_KEY_UNKNOWN' });
    expect(await listAttachments(shelfOf(opened), opened.digest)).toHaveLength(1);
  });

  it('refuses an image that is not there, in another registry, or whose tag moved', async () => {
    const opened = await open();
    const { image } = opened.inputs;
    const refused = (change: Partial<typeof image>) => gate(opened, { image: { ...image, ...change } });
    const expected = [
      [{ digest: computeDigest('gone') }, 'GATE_IMAGE_NOT_FOUND'],
      [{ registry: 'lazaretlive.azurecr.io' }, 'GATE_WRONG_REGISTRY'],
      [{ tag: '2.0.0' }, 'PROMOTION_TAG_MOVED'],
    ] as const;
    for (const [change, code] of expected) await expect(refused(change)).rejects.toMatchObject({ code });
  });

  it('decides nothing when the policy is malformed, and says where', async () => {
    const opened = await open({ waivers: 'waivers: []\nwaiver: []' });
    const { outputs, file } = await gate(opened);
    expect(outputs.decision).toBe('indeterminate');
    expect(file.reasons.map(({ rule }) => rule)).toEqual(['policy-invalid']);
    expect(file.reasons[0]?.subject).toMatch(/^gate\.yaml:\d+:1$/);
  });
});

describe('the bundles of gate-image', () => {
  it('are accepted by @sigstore/verify, each by its own key, and refused when touched', async () => {
    const opened = await open();
    const { provenance, decision } = opened.keys;
    await gate(opened);
    const keys = new Map([provenance, decision].map(({ signer, publicKey }) => [signer.keyHint, publicKey]));
    const verifier = new Verifier(
      {
        ...{ certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] },
        publicKey: (hint) => {
          const publicKey = keys.get(hint);
          if (publicKey === undefined) throw new Error(`unknown hint ${hint}`);
          return { publicKey, validFor: () => true };
        },
      },
      { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 },
    );
    const bundles = await listBundles(opened);
    expect(bundles).toHaveLength(6);
    for (const text of bundles) {
      const verify = (json: string) =>
        verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(json) as object)));
      expect(verify(text).key).toBeDefined();
      expect(() => verify(touchPayload(text))).toThrow();
    }
  });
});

async function listBundles(opened: Estate): Promise<readonly string[]> {
  const digests = [opened.digest, ...opened.platforms.map(({ manifest }) => manifest.digest)];
  const lists = await Promise.all(digests.map((digest) => listAttachments(shelfOf(opened), digest)));
  return lists.flat().map(({ bundle }) => (bundle.ok ? Buffer.from(bundle.value).toString() : ''));
}

function touchPayload(text: string): string {
  return text.replace(
    /("payload":"[^"]{40})(.)/,
    (_, before: string, one: string) => `${before}${one === 'A' ? 'B' : 'A'}`,
  );
}

describe('check', () => {
  it('wants a key to sign, and rules that are worth signing', async () => {
    const { inputs } = await open();
    expect(check(inputs)).toEqual([]);
    expect(check({ ...inputs, signingKey: undefined })).toHaveLength(1);
    expect(check({ ...inputs, environment: 'local' })).toHaveLength(1);
    expect(check({ ...inputs, environment: 'local', sign: false, signingKey: undefined })).toEqual([]);
  });
});
