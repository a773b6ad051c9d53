import type { Decision } from './decision.ts';
import type { Facts } from './facts.ts';
import type { Input, Sourced } from './input.ts';
import type { EnvironmentPolicy, FactName, Policy } from './policy.ts';

/**
 * What a decision stands on, and what was looked at beside it. A fact stands among the inputs when the policy requires
 * it, or when it cleared something: without it there would be no pass.
 */
export function listInputs(
  { policy, environment }: { policy: Policy; environment: EnvironmentPolicy },
  facts: Facts,
  usedVex: ReadonlySet<string>,
): Pick<Decision, 'inputs' | 'consulted'> {
  const inputs: Input[] = [policy.input, ...facts.reports.map(({ input }) => input)];
  const consulted: Input[] = [];
  for (const [name, input] of listFacts(facts)) {
    (isNeeded(name, facts, environment) ? inputs : consulted).push(input);
  }
  for (const { input } of facts.vex) (usedVex.has(input.digest) ? inputs : consulted).push(input);
  return { inputs, consulted };
}

function isNeeded(name: FactName, facts: Facts, environment: EnvironmentPolicy): boolean {
  if (!environment.requires.has(name)) return false;
  // Reports that tell their own time do not need another's word for it.
  return name !== 'scan-time' || facts.reports.some(({ value }) => value.scannedAt === undefined);
}

function listFacts(facts: Facts): readonly (readonly [FactName, Input])[] {
  const all: readonly (readonly [FactName, Sourced<unknown> | undefined])[] = [
    ['database', facts.database],
    ['scan-time', facts.scannedAt],
    ['subject', facts.manifests],
    ['provenance', facts.provenance],
    ['kev', facts.kev],
    ['epss', facts.epss],
    ['first-seen', facts.firstSeen],
    ['live', facts.live],
    ['self-test', facts.selfTest],
    ['waiver-approvals', facts.approvals],
  ];
  return all.flatMap(([name, fact]) => (fact === undefined ? [] : [[name, fact.input] as const]));
}
