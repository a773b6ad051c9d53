import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '../../lib/domain/gate/index.ts';

const file = join(import.meta.dirname, 'policies.json');

/** A policy and what is read in it, or what is wrong with it. */
export interface RecordedPolicy {
  readonly name: string;
  readonly text: string;
  readonly read?: unknown;
}

/** The policies that were recorded. */
export function loadPolicies(): readonly RecordedPolicy[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { policies: RecordedPolicy[] }).policies;
}

/** What is read in a policy: problems as `line:column CODE path: detail`, or everything, with sets as lists. */
export function readPolicy(text: string): unknown {
  const parsed = parsePolicy(text, 'gate.yaml');
  if (parsed.ok) return JSON.parse(JSON.stringify(parsed.policy, spread));
  return parsed.problems.map(
    ({ place, code, path, detail }) =>
      `${place.file}:${place.line}:${place.column} ${code} ${path}: ${detail}`,
  );
}

function spread(_: string, value: unknown): unknown {
  return value instanceof Set || value instanceof Map ? [...value] : value;
}

if (import.meta.main) {
  const policies = loadPolicies().map(({ name, text }) => ({ name, text, read: readPolicy(text) }));
  writeFileSync(file, `${JSON.stringify({ policies }, null, 2)}\n`);
  process.stdout.write(`${policies.length} policies recorded\n`);
}
