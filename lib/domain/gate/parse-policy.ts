import * as v from 'valibot';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { computeDigest } from '../image/index.ts';
import { buildPolicy } from './build-policy.ts';
import { listWaiverProblems } from './check-waivers.ts';
import type { KeyPath, Locate } from './place.ts';
import { policySchema, waiversSchema } from './schema.ts';
import type { ParsedPolicy, Place, PolicyProblem, PolicyProblemCode } from './types.ts';
import { listYamlProblems } from './yaml-problems.ts';

const maxCharacters = 1024 * 1024;
const maxProblems = 50;

/** Reads `gate.yaml`; every problem is found at once, each with file and line. Never throws. */
export function parsePolicy(text: string, file: string): ParsedPolicy {
  const start = { file, line: 1, column: 1 };
  if (text.length > maxCharacters) {
    const detail = `it is longer than ${maxCharacters} characters`;
    return { ok: false, problems: [{ code: 'POLICY_TOO_LARGE', place: start, path: '', detail }] };
  }
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    version: '1.2',
    schema: 'core',
    logLevel: 'error',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const unreadable = listYamlProblems(text, document, { file, counter });
  if (unreadable.length > 0) return { ok: false, problems: unreadable };
  const locate = (path: KeyPath): Place => findPlace(document, path, { file, counter });
  const result = v.safeParse(policySchema, document.toJS());
  const problems = [
    ...(result.issues ?? []).slice(0, maxProblems).map(toProblem(locate)),
    ...listWaiverProblems(readWaivers(document), locate),
  ];
  if (!result.success || problems.length > 0) return { ok: false, problems };
  const input = { kind: 'policy', name: file, digest: computeDigest(text) } as const;
  return { ok: true, policy: buildPolicy(result.output, input, locate) };
}

// By themselves, so that what is wrong elsewhere does not hide what is wrong with them.
function readWaivers(document: Document): v.InferOutput<typeof waiversSchema> {
  const result = v.safeParse(v.object({ waivers: v.optional(waiversSchema, []) }), document.toJS());
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

interface Lines {
  readonly file: string;
  readonly counter: LineCounter;
}

// The key itself where it stands in the file, else the nearest thing around it.
function findPlace(document: Document, path: KeyPath, { file, counter }: Lines): Place {
  for (let length = path.length; length > 0; length -= 1) {
    const offset = findOffset(document, path.slice(0, length));
    if (offset !== undefined) {
      const { line, col } = counter.linePos(offset);
      return { file, line, column: col };
    }
  }
  return { file, line: 1, column: 1 };
}

function findOffset(document: Document, path: KeyPath): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
