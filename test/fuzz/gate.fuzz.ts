import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { decide, gatherFacts, parsePolicy } from '../../lib/domain/gate/index.ts';
import type { Facts, Note, ParsedPolicy } from '../../lib/domain/gate/index.ts';
import { mutateJson, mutateText } from '../../scripts/fuzz/mutate.ts';
import type { Random } from '../../scripts/fuzz/random.ts';
import type { FuzzTarget, MutantResult } from '../../scripts/fuzz/types.ts';
import { naivelyPasses } from '../gate/naive-evaluator.ts';
import { loadVectors, readVector } from '../gate/vectors.ts';
import type { VectorInputs } from '../gate/vectors.ts';

const folder = join(import.meta.dirname, '../gate/reports');
const vectors = loadVectors().map(({ inputs }) => inputs);
const starts = listStarts();
const parts = ['reports', 'reports', 'reports', 'policy', 'policy', 'facts', 'kev', 'epss', 'vex'] as const;

/** Mutated reports, policies and facts, from the vectors and from real reports. */
export const target: FuzzTarget = {
  title: 'a mutant passes only if the naive evaluator passes it',
  try: (random) => {
    return judge(mutate(random.pick(starts), random), random);
  },
};

function listStarts(): readonly VectorInputs[] {
  const real = readdirSync(folder).map((file): unknown =>
    JSON.parse(readFileSync(join(folder, file), 'utf8')),
  );
  const local = vectors.find(({ environment }) => environment === 'local') ?? { environment: 'local' };
  const own = real.map((report) => ({ ...local, reports: { real: report }, now: '2026-11-21T12:00:00Z' }));
  // Most begin with what parses; what does not would never get past the door.
  const sound = vectors.filter((inputs) => isSound(inputs));
  return [...vectors, ...sound, ...sound, ...sound, ...Array.from({ length: 8 }, () => own).flat()];
}

function isSound(inputs: VectorInputs): boolean {
  const { parsed, facts } = readVector(inputs);
  return hasParsed(parsed, facts);
}

function hasParsed(parsed: ParsedPolicy, facts: Facts): boolean {
  const areReportsRead = facts.reports.every(({ value }) => value.format !== undefined);
  return parsed.ok && facts.problems.length === 0 && areReportsRead;
}

interface Mutant {
  readonly inputs: VectorInputs;
  /** The part that is spoiled as text, after it was made. */
  readonly spoiled: string | undefined;
}

function mutate(inputs: VectorInputs, random: Random): Mutant {
  let mutant: Record<string, unknown> = { ...inputs };
  for (let round = 1 + random.below(2); round > 0; round -= 1) {
    const part = random.pick(parts);
    const value = mutant[part];
    if (value === undefined) continue;
    mutant = { ...mutant, [part]: mutatePart(part, value, random) };
  }
  return {
    inputs: mutant as unknown as VectorInputs,
    spoiled: random.chance(0.1) ? random.pick(parts) : undefined,
  };
}

function mutatePart(part: string, value: unknown, random: Random): unknown {
  if (typeof value === 'string') return mutateText(value, random);
  if (part !== 'reports' && part !== 'vex') return mutateJson(value, random);
  const files = Object.entries(value as Record<string, unknown>);
  if (files.length === 0) return value;
  const [name, content] = random.pick(files);
  const changed = typeof content === 'string' ? mutateText(content, random) : mutateJson(content, random);
  return { ...Object.fromEntries(files), [name]: changed };
}

function judge({ inputs, spoiled }: Mutant, random: Random): MutantResult {
  const text = (part: string, content: unknown): string => {
    const whole = toText(part, content, random);
    return part === spoiled ? mutateText(whole, random) : whole;
  };
  const file = (name: 'facts' | 'kev' | 'epss'): { name: string; text: string } | undefined =>
    inputs[name] === undefined ? undefined : { name, text: text(name, inputs[name]) };
  const files = (part: 'reports' | 'vex'): { name: string; text: string }[] =>
    Object.entries(inputs[part] ?? {}).map(([name, content]) => ({ name, text: text(part, content) }));
  const facts = gatherFacts({
    ...{ environment: inputs.environment, databaseDate: inputs.databaseDate, digest: inputs.digest },
    ...{
      reports: files('reports'),
      vex: files('vex'),
      facts: file('facts'),
      kev: file('kev'),
      epss: file('epss'),
    },
  });
  const parsed = readPolicy(text('policy', inputs.policy ?? ''));
  return compare(parsed, facts, inputs.now === undefined ? Number.NaN : Date.parse(inputs.now));
}

// Most mutants leave the policy alone, and reading YAML is the slowest part.
const policies = new Map<string, ParsedPolicy>();
const maxPolicies = 1000;

function readPolicy(text: string): ParsedPolicy {
  const known = policies.get(text);
  if (known !== undefined) return known;
  const parsed = parsePolicy(text, 'gate.yaml');
  if (policies.size < maxPolicies) policies.set(text, parsed);
  return parsed;
}

function compare(parsed: ParsedPolicy, facts: Facts, now: number): MutantResult {
  const decision = decide(parsed, facts, now);
  const hasPassed = decision.outcome === 'pass';
  const isGood = parsed.ok && naivelyPasses(parsed.policy, facts, now);
  const result = { hasParsed: hasParsed(parsed, facts), hasPassed };
  const unclean = [...decision.reasons, ...decision.notes].find(isUnclean);
  if (unclean !== undefined) return { ...result, violation: `${unclean.rule}: words that are no line` };
  if (hasPassed === isGood) return result;
  const violation = hasPassed
    ? 'passed against the naive evaluator'
    : 'did not pass, though the naive evaluator does';
  return { ...result, violation };
}

// What a decision says ends up in logs, where a line of its own could be a command.
function isUnclean({ subject, detail }: Note): boolean {
  return /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(subject + detail) || detail.length > 300;
}

function toText(part: string, content: unknown, random: Random): string {
  if (typeof content === 'string') return content;
  if (part === 'policy' && random.chance(0.3)) return stringify(content);
  return content === undefined ? '' : JSON.stringify(content);
}
