import * as v from 'valibot';
import { maxYamlCharacters, readYamlDocument } from '../../base/yaml-document.ts';
import { computeDigest } from '../image/index.ts';
import { buildPolicy } from './build-policy.ts';
import { listWaiverProblems } from './check-waivers.ts';
import type { KeyPath, Locate, Place } from './place.ts';
import type { ParsedPolicy, PolicyProblem, PolicyProblemCode } from './policy.ts';
import { policySchema } from './policy.schema.ts';
import { waiversSchema } from './waiver.schema.ts';

const maxProblems = 50;

/** Reads `gate.yaml`; every problem is found at once, each with file and line. Never throws. */
export function parsePolicy(text: string, file: string): ParsedPolicy {
  const start = { file, line: 1, column: 1 };
  if (text.length > maxYamlCharacters) {
    const detail = `it is longer than ${maxYamlCharacters} characters`;
    return { ok: false, problems: [{ code: 'POLICY_TOO_LARGE', place: start, path: '', detail }] };
  }
  const document = readYamlDocument(text, 'a policy');
  const unreadable = document.problems.slice(0, maxProblems).map(({ text: detail, line, column }) => {
    return { code: 'POLICY_NOT_YAML', place: { file, line, column }, path: '', detail } as const;
  });
  if (unreadable.length > 0) return { ok: false, problems: unreadable };
  const locate = (path: KeyPath): Place => ({ ...start, ...document.find(path) });
  const result = v.safeParse(policySchema, document.value);
  const problems = [
    ...(result.issues ?? []).slice(0, maxProblems).map(toProblem(locate)),
    ...listWaiverProblems(readWaivers(document.value), locate),
  ];
  if (!result.success || problems.length > 0) return { ok: false, problems };
  const input = { kind: 'policy', name: file, digest: computeDigest(text) } as const;
  return { ok: true, policy: buildPolicy(result.output, input, locate) };
}

// By themselves, so that what is wrong elsewhere does not hide what is wrong with them.
function readWaivers(document: unknown): v.InferOutput<typeof waiversSchema> {
  const result = v.safeParse(v.object({ waivers: v.optional(waiversSchema, []) }), document);
  return result.success ? result.output.waivers : [];
}

function toProblem(locate: Locate) {
  return (issue: v.InferIssue<typeof policySchema>): PolicyProblem => {
    const path = (issue.path ?? []).map(({ key }) => key).filter(isKey);
    const code = codeOf(issue);
    const detail = code === 'POLICY_SHAPE' ? issue.message : describeKey(code);
    return { code, place: locate(path), path: renderPath(path), detail };
  };
}

function codeOf(issue: v.InferIssue<typeof policySchema>): PolicyProblemCode {
  if (issue.expected === 'never') return 'POLICY_UNKNOWN_KEY';
  return issue.received === 'undefined' ? 'POLICY_MISSING_KEY' : 'POLICY_SHAPE';
}

function describeKey(code: PolicyProblemCode): string {
  return code === 'POLICY_UNKNOWN_KEY' ? 'there is no such key' : 'the key is missing';
}

function isKey(key: unknown): key is string | number {
  return typeof key === 'string' || typeof key === 'number';
}

function renderPath(path: KeyPath): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${key}`),
    '',
  );
}
