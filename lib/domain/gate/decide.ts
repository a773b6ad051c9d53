import type { Finding } from '../findings/index.ts';
import { checkFacts } from './check-facts.ts';
import { checkReports } from './check-reports.ts';
import { listInputs } from './decision-inputs.ts';
import { findSupportEnds } from './end-of-life.ts';
import type { Facts } from './facts.ts';
import { judgeFinding, rankThresholds, renderPackage } from './judge-finding.ts';
import type { Bench, Judgement } from './judge-finding.ts';
import type { EnvironmentPolicy, ParsedPolicy, Policy } from './policy.ts';
import { note, unknown } from './reasons.ts';
import { tally } from './tally.ts';
import type { Decision, Reason } from './decision.ts';
import { indexVex } from './vex-index.ts';
import { openWaivers, reviewWaivers } from './waivers.ts';

/** A finding with what became of it. */
export interface Judged {
  readonly finding: Finding;
  readonly judgement: Judgement;
}

/** What is special about a decision. */
export interface Occasion {
  /** An emergency: a waiver that it stands on may live at most 24 hours. */
  readonly isBreakGlass: boolean;
}

/**
 * Decides about an image: a pass needs every fact that the policy asks for, and no finding that it forbids. Pure; the
 * time is given in milliseconds since the epoch.
 */
export function decide(
  parsed: ParsedPolicy,
  facts: Facts,
  now: number,
  { isBreakGlass = false }: Partial<Occasion> = {},
): Decision {
  if (!parsed.ok) return refuse(facts, now, listPolicyReasons(parsed.problems));
  const environment = findEnvironment(parsed.policy, facts.environment);
  if (environment === undefined) {
    const detail = 'the policy has no rules for this environment';
    const clears = 'name an environment of the policy, or add it there';
    return refuse(facts, now, [unknown('environment-unknown', facts.environment, { detail, clears })]);
  }
  return decideIn({ policy: parsed.policy, environment, isBreakGlass }, facts, now);
}

/** Every finding with what became of it, in the order of the reports; empty when the policy cannot be used. */
export function judgeAll(parsed: ParsedPolicy, facts: Facts, now: number): readonly Judged[] {
  const environment = parsed.ok ? findEnvironment(parsed.policy, facts.environment) : undefined;
  if (!parsed.ok || environment === undefined) return [];
  const law = { policy: parsed.policy, environment, isBreakGlass: false };
  const bench = openBench(law, facts, now);
  return listFindings(bench).map((finding) => ({ finding, judgement: judgeFinding(finding, bench) }));
}

interface Law extends Occasion {
  readonly policy: Policy;
  readonly environment: EnvironmentPolicy;
}

function decideIn(law: Law, facts: Facts, now: number): Decision {
  const bench = openBench(law, facts, now);
  const tallied = tally(listFindings(bench), bench);
  const waivers = reviewWaivers(bench.waivers);
  const reasons = [
    ...tallied.reasons,
    ...checkFacts(facts, law.environment, now),
    ...checkReports(facts, law.environment, now),
    ...waivers.reasons,
    ...listVexReasons(bench),
  ];
  const used = new Set(tallied.vexDigests);
  return {
    outcome: findOutcome(reasons),
    environment: facts.environment,
    digest: facts.digest,
    decidedAt: now,
    reasons,
    notes: [...tallied.notes, ...waivers.notes, ...listVexNotes(bench)],
    counts: tallied.counts,
    ...listInputs(law, facts, used),
  };
}

function openBench({ policy, environment, isBreakGlass }: Law, facts: Facts, now: number): Bench {
  const live = facts.live?.value;
  const running = live?.runs === true ? [...live.packages].map(renderPackage) : [];
  return {
    ...{ policy, environment, facts, now },
    vex: indexVex(policy, facts, now + environment.freshness.skew),
    waivers: openWaivers(policy, facts, { now, skew: environment.freshness.skew, isBreakGlass }),
    running: new Set(running),
    ranks: rankThresholds(environment),
  };
}

function listFindings(bench: Bench): readonly Finding[] {
  const { facts, policy, now } = bench;
  return facts.reports.flatMap(({ value }) => [...value.findings, ...findSupportEnds(value, policy, now)]);
}

function findOutcome(reasons: readonly Reason[]): Decision['outcome'] {
  if (reasons.some(({ outcome }) => outcome === 'fail')) return 'fail';
  return reasons.length > 0 ? 'indeterminate' : 'pass';
}

function findEnvironment(policy: Policy, name: string): EnvironmentPolicy | undefined {
  const { local, quarantine, production } = policy.environments;
  return new Map([
    ['local', local],
    ['quarantine', quarantine],
    ['production', production],
  ]).get(name);
}

function listVexReasons({ vex }: Bench): readonly Reason[] {
  const contradictions = vex.contradictions.map((name) =>
    unknown('vex-contradictory', name, {
      detail: 'two statements about the same product say different things',
      clears: 'correct the documents, or raise the version of the one that holds',
    }),
  );
  const early = vex.early.map(({ input }) =>
    unknown('vex-future', input.name, {
      detail: 'it is dated in the future',
      clears: 'correct its date or the clock',
    }),
  );
  return [...contradictions, ...early];
}

function listVexNotes({ vex }: Bench): Decision['notes'] {
  return vex.untrusted.map(({ input, value }) =>
    note('vex-untrusted', input.name, `the policy does not name its author "${value.author}"`),
  );
}

function listPolicyReasons(problems: Extract<ParsedPolicy, { ok: false }>['problems']): readonly Reason[] {
  return problems.map(({ place, path, code, detail }) =>
    unknown('policy-invalid', `${place.file}:${place.line}:${place.column}`, {
      detail: `${code}: ${path === '' ? '' : `${path}: `}${detail}`,
      clears: 'correct the policy',
    }),
  );
}

function refuse(facts: Facts, now: number, reasons: readonly Reason[]): Decision {
  const none = { findings: 0, blocking: 0, unknown: 0, waived: 0, vex: 0, grace: 0, tolerated: 0 };
  return {
    ...{ outcome: 'indeterminate', environment: facts.environment, digest: facts.digest, decidedAt: now },
    ...{ reasons, notes: [], counts: { ...none, belowThreshold: 0 }, inputs: [], consulted: [] },
  };
}
