import { describe, expect, it } from '@jest/globals';
import { decideVector, loadBase, loadVectors, mergePatch, readVector } from '../../../test/gate/vectors.ts';
import type { VectorInputs } from '../../../test/gate/vectors.ts';
import { computeDigest } from '../image/index.ts';
import {
  decide,
  describeFinding,
  gatherFacts,
  judgeAll,
  parseEpss,
  parseKev,
  parsePolicy,
  parseVex,
} from './index.ts';
import type { Finding } from '../findings/index.ts';
import { findSupportEnds } from './end-of-life.ts';
import type { Facts } from './index.ts';
import { judgeLicence } from './licences.ts';
import { clean } from './reasons.ts';
import { listSynonyms } from './synonyms.ts';

const digest = `sha256:${'1'.repeat(64)}`;

function findVector(name: string): VectorInputs {
  const found = loadVectors().find((vector) => vector.name === name);
  if (found === undefined) throw new Error(`there is no vector "${name}"`);
  return found.inputs;
}

function gather(facts: object, environment = 'production'): Facts {
  const text = JSON.stringify({ version: 1, ...facts });
  return gatherFacts({ environment, reports: [], facts: { name: 'facts.json', text } });
}

describe('judgeAll', () => {
  it('tells what became of each finding', () => {
    const { parsed, facts, now } = readVector(
      findVector('a waiver of a finding that blocks nothing is unused'),
    );
    const judged = judgeAll(parsed, facts, now);
    expect(judged.map(({ finding, judgement }) => [finding.id, judgement.effect, judgement.rule])).toEqual([
      ['CVE-2026-1111', 'below-threshold', 'below-threshold'],
    ]);
    expect(judged[0]?.judgement).toMatchObject({ detail: '', by: undefined });
  });

  it.each([
    ['grace', 'already running: critical keeps its grace', 'grace', '2026-11-27T00:00:00.000Z'],
    ['no grace', 'no grace, and published long ago', 'severity', undefined],
    ['no date', 'grace of high: no date at all', 'severity', undefined],
    ['grace that is over', 'grace of high: at its end', 'severity', '2026-11-21T12:00:00.000Z'],
  ])('tells until when there is %s', (_, name, rule, by) => {
    const { parsed, facts, now } = readVector(findVector(name));
    const [first] = judgeAll(parsed, facts, now);
    const until = first?.judgement.by;
    expect([first?.judgement.rule, until && new Date(until).toISOString()]).toEqual([rule, by]);
    expect(first?.judgement.detail).toBe('');
  });

  it('tells nothing by a policy that cannot be used, and for an environment without rules', () => {
    const { parsed, facts, now } = readVector(findVector('known to be exploited blocks at any severity'));
    expect(judgeAll(parsed, facts, now)).toHaveLength(1);
    expect(judgeAll(parsePolicy('', 'f'), facts, now)).toEqual([]);
    expect(judgeAll(parsed, { ...facts, environment: 'quarantine' }, now)).toEqual([]);
  });
});

describe('describeFinding', () => {
  it('says of a finding that is below the threshold, or of a class that is off, that it is', () => {
    const inputs = findVector('library threshold none, finding critical');
    const { parsed, facts, now } = readVector(inputs);
    const [judged] = judgeAll(parsed, facts, now);
    if (judged === undefined) throw new Error('the vector has a finding');
    expect(judged.judgement).toMatchObject({ effect: 'below-threshold', rule: 'below-threshold' });
    const { detail } = describeFinding(judged.finding, judged.judgement);
    expect(detail).toMatch(/: below the threshold$/);
  });
});

describe('findSupportEnds', () => {
  function find(version: string): readonly Finding[] {
    const parsed = parsePolicy(
      'version: 1\nenvironments: {}\nend-of-life: { debian 11: 2026-01-01, debian sid x: 2026-01-01 }',
      'f',
    );
    if (!parsed.ok) throw new Error('the policy is good');
    const os = { kind: 'known', family: 'debian', version, isEndOfLife: false } as const;
    const { reports } = readVector(loadBase().local).facts;
    const [report] = reports;
    if (report === undefined) throw new Error('the base has a report');
    return findSupportEnds({ ...report.value, os }, parsed.policy, Date.parse('2026-11-21'));
  }

  const base = {
    ...{ aliases: [], class: 'eol', severitySource: 'policy', publishedAt: undefined },
    fix: { state: 'unknown', version: undefined, date: undefined },
  };

  it('makes a finding of a release that gets no more updates', () => {
    expect(find('11.2')).toEqual([
      {
        ...{ ...base, id: 'EOL-debian-11.2', severity: 'critical' },
        package: { name: 'debian', version: '11.2', purl: undefined },
        location: { path: 'debian 11.2', line: undefined },
        title: 'debian 11.2 gets no more security updates',
      },
    ]);
    expect(find('sid x')).toHaveLength(1);
    expect(find('sid')).toEqual([]);
  });

  it('makes one of a release that nobody told', () => {
    expect(find('')).toEqual([
      {
        ...{ ...base, id: 'EOL-debian-', severity: 'unknown' },
        package: { name: 'debian', version: '', purl: undefined },
        location: { path: 'debian ', line: undefined },
        title: 'the report does not say which release of debian it is',
      },
    ]);
  });
});

describe('listSynonyms', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['CVE-2026-1111', [], ['CVE-2026-1111']],
    ['TEMP-1', ['cve-2026-1111'], ['TEMP-1', 'CVE-2026-1111']],
    [
      'CVE-2026-1111',
      ['GHSA-x', 'GO-2026-1', 'RUSTSEC-1', 'PYSEC-1', 'OSV-1', 'MAL-1', 'AVD-1'],
      ['CVE-2026-1111', 'GHSA-X', 'GO-2026-1', 'RUSTSEC-1', 'PYSEC-1', 'OSV-1', 'MAL-1', 'AVD-1'],
    ],
    ['CVE-2026-1111', ['XGHSA-x', 'GO-x', 'DSA-1-1', 'USN-1'], ['CVE-2026-1111']],
    ['GHSA-x', ['CVE-2026-1111x'], ['GHSA-X']],
    ['DSA-1', ['CVE-2026-1111', 'CVE-2026-2222', 'GHSA-x'], ['DSA-1']],
  ])('of %s with %j', (id, aliases, expected) => {
    const { parsed, facts, now } = readVector(findVector('known to be exploited blocks at any severity'));
    const [judged] = judgeAll(parsed, facts, now);
    if (judged === undefined) throw new Error('the vector has a finding');
    expect(listSynonyms({ ...judged.finding, id, aliases })).toEqual(expected);
  });
});

describe('judgeLicence', () => {
  const licences = { allow: new Set(['mit', 'gpl-2.0-only', 'classpath']), deny: new Set(['sspl-1.0']) };
  it.each([
    ['(MIT)', 'allowed'],
    ['MIT AND (GPL-2.0 WITH Classpath)', 'allowed'],
    ['MIT,, GPL-2.0-only', 'allowed'],
    ['MIT AND X', undefined],
    ['()', undefined],
    ['', undefined],
    ['MIT OR SSPL-1.0', 'denied'],
  ])('%j', (name, expected) => {
    expect(judgeLicence(name, licences)).toBe(expected);
  });
});

describe('decide', () => {
  it('names the image where nobody told its platforms', () => {
    const { reasons } = decideVector(findVector('local: a scanner without a report'));
    expect(reasons.map(({ subject }) => subject)).toEqual(['the image']);
  });

  it('counts nothing where it cannot judge', () => {
    const { facts, now } = readVector(loadBase().production);
    const { counts, inputs, consulted, notes } = decide(parsePolicy('', 'f'), facts, now);
    expect(counts).toEqual({
      ...{ findings: 0, blocking: 0, unknown: 0, waived: 0, vex: 0, grace: 0, tolerated: 0 },
      belowThreshold: 0,
    });
    expect([inputs, consulted, notes]).toEqual([[], [], []]);
  });

  it.each([
    ['needs the time of the scan from the facts where a report does not tell it', null, ['inputs']],
    ['only consults it where all reports do', '2026-11-21T10:00:00Z', ['consulted']],
  ])('%s', (_, CreatedAt, expected) => {
    const scan = { 'finished-at': '2026-11-21T10:00:00Z' };
    const patch = { facts: { scan }, reports: { amd64: { CreatedAt } } };
    const decision = decideVector(mergePatch(loadBase().production, patch) as VectorInputs);
    const lists = (['inputs', 'consulted'] as const).filter((list) =>
      decision[list].some(({ kind }) => kind === 'scan-time'),
    );
    expect([decision.outcome, lists]).toEqual(['pass', expected]);
  });
});

describe('gatherFacts', () => {
  it('names a part by the statement that it comes from, else by its own text', () => {
    const part = { passed: true };
    expect(gather({ 'self-test': { ...part, source: digest } }).selfTest?.input.digest).toBe(digest);
    const own = gather({ 'self-test': part }).selfTest?.input;
    expect(own).toEqual({
      kind: 'self-test',
      name: 'self-test',
      digest: computeDigest(JSON.stringify(part)),
    });
    const dated = gatherFacts({ environment: 'local', reports: [], databaseDate: '2026-11-20' });
    expect(dated.database?.input.digest).toBe(computeDigest('"2026-11-20"'));
  });

  it.each([
    ['app', 'app'],
    ['app:1.2', 'app'],
    ['team/app', 'team/app'],
    ['team/app:1.2', 'team/app'],
    ['team:5/app', 'app'],
    ['localhost/team/app', 'team/app'],
    ['localhosts/app', 'localhosts/app'],
    ['mylocalhost/app', 'mylocalhost/app'],
    ['host.example/team/app:1@sha256:1', 'team/app'],
    ['host.example:5000/team/app', 'team/app'],
    ['', undefined],
  ])('takes the repository from the image %j on a machine of one\u2019s own', (image, repository) => {
    const text = JSON.stringify({ SchemaVersion: 2, ArtifactName: image });
    const reports = [{ name: 'r', text }];
    expect(gatherFacts({ environment: 'local', reports }).repository).toBe(repository);
    expect(gatherFacts({ environment: 'production', reports }).repository).toBeUndefined();
    const other = { name: 'o', text: JSON.stringify({ SchemaVersion: 2, ArtifactName: 'another' }) };
    expect(gatherFacts({ environment: 'local', reports: [...reports, other] }).repository).toBeUndefined();
    expect(gatherFacts({ environment: 'local', reports: [...reports, ...reports] }).repository).toBe(
      repository,
    );
  });

  it('lists nothing that was not given', () => {
    const { reports, vex, problems } = gatherFacts({ environment: 'local', reports: [] });
    expect([reports, vex, problems]).toEqual([[], [], []]);
  });

  it('says of a file that it is empty', () => {
    const file = { name: 'f', text: ' \n' };
    const given = gatherFacts({
      environment: 'local',
      reports: [],
      facts: file,
      kev: file,
      epss: file,
      vex: [file],
    });
    expect(given.problems).toEqual(
      Array.from({ length: 4 }, () => ({ name: 'f', code: 'FACT_EMPTY', detail: 'the file is empty' })),
    );
  });

  it.each([
    [{ database: { 'built-at': 'soon' } }, 'no RFC 3339 time'],
    [{ digest: 'x' }, 'no digest'],
  ])('says what is wrong with %j', (facts, words) => {
    expect(gather(facts).problems[0]?.detail).toContain(words);
  });

  it.each([
    ['of the same digest', { digest }, 0],
    ['without a digest', {}, 0],
    ['of another digest', { digest: `sha256:${'2'.repeat(64)}` }, 1],
  ])('holds facts %s against the one that was asked for', (_, facts, problems) => {
    const file = { name: 'facts.json', text: JSON.stringify({ version: 1, ...facts }) };
    const given = gatherFacts({ environment: 'local', reports: [], facts: file, digest });
    expect(given.problems).toHaveLength(problems);
    expect(given.problems.every(({ name }) => name === 'facts.json')).toBe(true);
    expect(given.digest).toBe(digest);
  });

  it('takes a long digest', () => {
    const long = `sha512:${'a'.repeat(128)}`;
    expect(gather({ digest: long }).digest).toBe(long);
  });

  it('says of many problems the first five', () => {
    const wrong = ['digest', 'repository', 'manifests', 'database', 'scan', 'live', 'self-test'];
    const [problem] = gather(Object.fromEntries(wrong.map((name) => [name, 1]))).problems;
    expect(problem?.detail.split('; ')).toHaveLength(5);
  });

  it('says that a date of the database is none', () => {
    const { problems } = gatherFacts({ environment: 'local', reports: [], databaseDate: 'soon' });
    expect(problems).toEqual([{ name: 'database date', code: 'FACT_MALFORMED', detail: 'it is no date' }]);
  });
});

describe('parseKev, parseEpss and parseVex', () => {
  it('read no file that is too large', () => {
    const largest = 'x'.repeat(64 * 1024 * 1024);
    expect(parseEpss(largest)).toMatchObject({ ok: false, code: 'FACT_MALFORMED' });
    expect(parseEpss(`${largest}x`)).toEqual({
      ...{ ok: false, code: 'FACT_TOO_LARGE', detail: 'it is longer than 67108864 characters' },
    });
  });

  it.each([
    ['score_date:2026-11-20T13:14:15+0000', '2026-11-20T13:14:15.000Z'],
    ['score_date:2026-11-20', '2026-11-20T00:00:00.000Z'],
  ])('read the date of scores %s', (comment, date) => {
    const read = parseEpss(`#${comment}\ncve,epss\nCVE-2026-1111,0.1\n`);
    expect(read.ok && new Date(read.value.date).toISOString()).toBe(date);
  });

  it.each([
    ['CVE-2026-1111,1', 1],
    ['CVE-2026-1111,1.0,0.5', 1],
    ['CVE-2026-1111,0.25', 0.25],
    ['xCVE-2026-1111,0.1', undefined],
    ['CVE-2026-1111,1.1', undefined],
    ['CVE-2026-1111,0.5x', undefined],
    ['CVE-2026-1111', undefined],
  ])('read the score %s', (row, score) => {
    const read = parseEpss(`#score_date:2026-11-20\ncve,epss\n${row}\n`);
    expect(read.ok ? read.value.scores.get('CVE-2026-1111') : undefined).toBe(score);
  });

  it.each([
    ['', 'the file is empty'],
    ['#x\n', 'the first line has no score_date'],
    ['#score_date:2026-11-20\n', 'the second line does not name the columns cve,epss'],
    ['#score_date:2026-11-20\nCVE-2026-1111,0.1\n', 'the second line does not name the columns cve,epss'],
    ['#score_date:2026-11-20\ncve,epss\nCVE', 'the last line has no end: the file was cut short'],
    ['#score_date:2026-11-20\ncve,epss\nCVE\n', 'a line is no score, or stands twice'],
    ['#score_date:2026-11-20\ncve,epss\n', 'it lists no score'],
  ])('say what is wrong with the scores %j', (text, detail) => {
    expect(parseEpss(text)).toMatchObject({ ok: false, detail });
  });

  it('say what is wrong with a catalogue or a document', () => {
    const kev = { dateReleased: '2026-11-20', count: 2, vulnerabilities: [{ cveID: 'CVE-2026-1111' }] };
    expect(parseKev(JSON.stringify(kev))).toMatchObject({ detail: 'it says 2 entries and holds 1' });
    expect(parseKev('')).toMatchObject({ code: 'FACT_EMPTY' });
    expect(parseVex('')).toMatchObject({ code: 'FACT_EMPTY' });
    const vex = parseVex(JSON.stringify({ '@context': 'https://example.org' }));
    expect(vex).toMatchObject({ code: 'FACT_MALFORMED' });
    expect(vex.ok ? '' : vex.detail).toContain('no OpenVEX document');
  });

  it('keep the identifier of a document', () => {
    const vex = findVector('not affected, with a justification').vex?.['vex-0'];
    const read = parseVex(JSON.stringify(vex));
    expect(read.ok && read.value.id).toBe('https://contoso.example/vex/1');
  });
});

describe('clean', () => {
  it.each([
    ['a\n\u001b[31mb', 'a [31mb'],
    ['a\u202e\u200bb', 'a b'],
    ['a\u2028b\u2029c', 'a b c'],
    ['x'.repeat(300), 'x'.repeat(300)],
    ['x'.repeat(301), `${'x'.repeat(299)}…`],
    ['\n'.repeat(500), ' '],
    [`${'\n'.repeat(600)}x`, ' '],
  ])('%j', (text, expected) => {
    expect(clean(text)).toBe(expected);
  });
});
