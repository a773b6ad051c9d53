import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { naivelyPasses } from '../../../test/gate/naive-evaluator.ts';
import { decideVector, loadBase, loadVectors, mergePatch, readVector } from '../../../test/gate/vectors.ts';
import type { VectorInputs } from '../../../test/gate/vectors.ts';
import type { Finding } from '../findings/index.ts';
import { decide } from './index.ts';
import type { Facts, Input, ParsedPolicy } from './index.ts';

interface Case {
  readonly parsed: ParsedPolicy;
  readonly facts: Facts;
  readonly now: number;
}

const passing = loadVectors()
  .filter(({ expect: { outcome } }) => outcome === 'pass')
  .map(({ file, name, inputs }) => [`${file}: ${name}`, inputs] as const);
// Read inside each test: what is read while a file loads, a mutant that is switched on later has no part in.
function readAll(): readonly Case[] {
  return loadVectors().map(({ inputs }) => readVector(inputs));
}

const finding: fc.Arbitrary<Finding> = fc.record({
  id: fc.constantFrom(
    'CVE-2026-1111',
    'CVE-2026-9999',
    'CVE-2026-8888',
    'CVE-2026-5',
    'MIT',
    'AGPL-3.0-only',
  ),
  aliases: fc.subarray(['CVE-2026-1111', 'DSA-1']),
  class: fc.constantFrom('os', 'library', 'secret', 'misconfig', 'licence', 'eol', 'other'),
  package: fc.option(
    fc.constantFrom(
      { name: 'libssl3', version: '3.0.11-1', purl: 'pkg:deb/debian/libssl3@3.0.11-1' },
      { name: 'zlib1g', version: '1', purl: 'pkg:deb/debian/zlib1g@1' },
      { name: 'x', version: '', purl: undefined },
    ),
    { nil: undefined },
  ),
  severity: fc.constantFrom('unknown', 'negligible', 'low', 'medium', 'high', 'critical'),
  severitySource: fc.constant('nvd'),
  fix: fc.record({
    state: fc.constantFrom('fixed', 'affected', 'will-not-fix', 'deferred', 'unknown'),
    version: fc.option(fc.constant('2'), { nil: undefined }),
    date: fc.option(fc.constantFrom(Date.parse('2026-11-15'), Date.parse('2026-01-01')), { nil: undefined }),
  }),
  publishedAt: fc.option(fc.constantFrom(Date.parse('2026-11-15'), Date.parse('2026-01-01')), {
    nil: undefined,
  }),
  location: fc.option(fc.constantFrom({ path: '/app/.env', line: 1 }), { nil: undefined }),
  title: fc.constant('t'),
});

describe('decide', () => {
  it('passes a vector exactly where the naive evaluator does', () => {
    const differing = loadVectors().filter(({ inputs, expect: { outcome } }) => {
      const { parsed, facts, now } = readVector(inputs);
      const passes = parsed.ok && naivelyPasses(parsed.policy, facts, now);
      return passes !== (outcome === 'pass');
    });
    expect(differing.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
  });

  it.each(passing)('does not pass without any one input: %s', (_, vector) => {
    const given = readVector(vector);
    const { inputs } = decide(given.parsed, given.facts, given.now);
    expect(inputs.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['policy', 'report', 'database']));
    // Where nobody said what platforms there are, of several reports each could be left out.
    const isLoose = given.facts.manifests === undefined && given.facts.reports.length > 1;
    const needed = inputs.filter(({ kind }) => !isLoose || kind !== 'report');
    const outcomes = needed.map((input) => `${input.kind}: ${decideWithout(input, given)}`);
    expect(outcomes.filter((text) => text.endsWith(': pass'))).toEqual([]);
  });

  it('never passes what did not pass when something that it stands on is taken away', () => {
    // One report too many is itself what is wrong.
    const refused = loadVectors().filter(
      ({ expect: { outcome, rules }, inputs }) =>
        outcome !== 'pass' && inputs.environment === 'production' && !rules.includes('report-repeated'),
    );
    const turned = refused.flatMap(({ file, name, inputs: vector }) => {
      const given = readVector(vector);
      const { inputs } = decide(given.parsed, given.facts, given.now);
      const passing = inputs.filter((input) => decideWithout(input, given) === 'pass');
      return passing.map(({ kind }) => `${file}: ${name}: ${kind}`);
    });
    expect(refused.length).toBeGreaterThan(100);
    expect(turned).toEqual([]);
  });

  it('judges a severity alike in every case of letters', () => {
    const [base] = loadVectors().filter(({ name }) => name === "severity spelled 'high'");
    if (base === undefined) throw new Error('the vector is not there');
    const text = JSON.stringify(base.inputs);
    fc.assert(
      fc.property(fc.constantFrom('critical', 'high', 'medium', 'low'), fc.nat(), (severity, bits) => {
        const spelled = Array.from(severity, (letter, at) =>
          (bits >> at) & 1 ? letter.toUpperCase() : letter,
        );
        const outcomes = [severity, spelled.join('')].map((word) => {
          const inputs = JSON.parse(
            text.replace('"Severity":"high"', `"Severity":"${word}"`),
          ) as VectorInputs;
          return decideVector(inputs).outcome;
        });
        return (
          outcomes[0] === outcomes[1] && outcomes[0] === (/critical|high/.test(severity) ? 'fail' : 'pass')
        );
      }),
      { numRuns: 200, seed: 10 },
    );
  });

  it('never turns a block into a pass when findings are added', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...readAll()),
        fc.array(finding, { minLength: 1, maxLength: 4 }),
        (given, added) => {
          const before = decide(given.parsed, given.facts, given.now).outcome;
          const after = decide(given.parsed, addFindings(given.facts, added), given.now).outcome;
          if (before === 'fail') return after === 'fail';
          return before === 'pass' || after !== 'pass';
        },
      ),
      { numRuns: 3000, seed: 6 },
    );
  });

  it('passes exactly where the naive evaluator does', () => {
    fc.assert(
      fc.property(fc.constantFrom(...readAll()), fc.array(finding, { maxLength: 4 }), (given, added) => {
        const facts = addFindings(given.facts, added);
        const passes = decide(given.parsed, facts, given.now).outcome === 'pass';
        return passes === (given.parsed.ok && naivelyPasses(given.parsed.policy, facts, given.now));
      }),
      { numRuns: 5000, seed: 7 },
    );
  });

  it('passes no more when a rule is left out of the policy', () => {
    const base = loadBase();
    const keys = [
      'requires',
      'block',
      'tolerate-unfixed',
      'grace',
      'live',
      'builders',
      'scanners',
      'allow-no-os',
    ];
    const kept = keys.filter((key) => {
      const patch = { policy: { environments: { production: { [key]: null } } } };
      const without = mergePatch(base.production, patch) as typeof base.production;
      const blocked = loadVectors().filter(({ expect: { outcome } }) => outcome === 'fail');
      return (
        blocked.some(
          ({ inputs }) =>
            inputs.environment === 'production' &&
            decideVector({ ...inputs, policy: mergePatch(inputs.policy, patch.policy) }).outcome === 'pass',
        ) || decideVector(without).environment !== 'production'
      );
    });
    expect(kept).toEqual([]);
  });

  it('is the same for the same inputs', () => {
    const [, vector] = passing[0] ?? [];
    if (vector === undefined) throw new Error('no vector passes');
    const given = readVector(vector);
    expect(decide(given.parsed, given.facts, given.now)).toEqual(
      decide(given.parsed, given.facts, given.now),
    );
  });
});

function decideWithout(input: Input, { parsed, facts, now }: Case): string {
  if (input.kind === 'policy') return decide({ ok: false, problems: [] }, facts, now).outcome;
  return decide(parsed, remove(input, facts), now).outcome;
}

function remove(input: Input, facts: Facts): Facts {
  const isOther = (fact: { readonly input: Input }): boolean => fact.input !== input;
  const keep = <T extends { readonly input: Input }>(fact: T | undefined): T | undefined =>
    fact !== undefined && isOther(fact) ? fact : undefined;
  return {
    ...facts,
    reports: facts.reports.filter(isOther),
    vex: facts.vex.filter(isOther),
    database: keep(facts.database),
    scannedAt: keep(facts.scannedAt),
    manifests: keep(facts.manifests),
    provenance: keep(facts.provenance),
    kev: keep(facts.kev),
    epss: keep(facts.epss),
    firstSeen: keep(facts.firstSeen),
    live: keep(facts.live),
    selfTest: keep(facts.selfTest),
    approvals: keep(facts.approvals),
  };
}

function addFindings(facts: Facts, added: readonly Finding[]): Facts {
  const [first, ...rest] = facts.reports;
  if (first === undefined) return facts;
  const value = { ...first.value, findings: [...first.value.findings, ...added] };
  return { ...facts, reports: [{ ...first, value }, ...rest] };
}
