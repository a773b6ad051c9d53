import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { checkJson } from '../../lib/base/schema.ts';
import type { StepRecord } from '../scenarios/types.ts';

const dayMs = 24 * 60 * 60 * 1000;

const itemSchema = v.object({
  rule: v.string(),
  subject: v.string(),
  detail: v.string(),
  clears: v.optional(v.string()),
  by: v.optional(v.string()),
});

// What gate-image writes beside its summary; the page needs no more of it.
const fileSchema = v.object({
  image: v.string(),
  environment: v.string(),
  decision: v.picklist(['pass', 'fail', 'indeterminate']),
  decidedAt: v.string(),
  counts: v.object({ findings: v.number(), blocking: v.number(), waived: v.number() }),
  policy: v.object({ commit: v.string() }),
  reasons: v.array(itemSchema),
  notes: v.array(itemSchema),
});

/** Why an image does not pass, or what was excepted. */
export type DecisionItem = v.InferOutput<typeof itemSchema>;

/** A finding that a waiver lets through, and in how many days it does no more. */
export interface WaivedFinding {
  readonly subject: string;
  readonly detail: string;
  readonly expires: string;
  readonly days: number;
}

/** What the gate answered about one image. */
export interface DecisionResult {
  readonly image: string;
  readonly environment: string;
  readonly outcome: 'pass' | 'fail' | 'indeterminate';
  readonly findings: number;
  readonly blocking: number;
  readonly policyCommit: string;
  readonly reasons: readonly DecisionItem[];
  readonly waived: readonly WaivedFinding[];
  /** Findings that a VEX document says do not concern the image. */
  readonly cleared: readonly DecisionItem[];
}

/** The decisions of a story, from the files that gate-image left. */
export async function readDecisions(records: readonly StepRecord[]): Promise<readonly DecisionResult[]> {
  const files = records
    .filter(({ action }) => action === 'gate-image')
    .map(({ result }) => result.outputs['decision-file'] ?? '')
    .filter((file) => file !== '');
  return Promise.all(files.map(readDecision));
}

async function readDecision(file: string): Promise<DecisionResult> {
  const checked = checkJson(fileSchema, await readFile(file, 'utf8'));
  if (!checked.ok) throw new Error(`${file} is no decision: ${checked.problems.join('; ')}`);
  const { image, environment, decision, decidedAt, counts, policy, reasons, notes } = checked.value;
  return {
    ...{ image, environment, outcome: decision, findings: counts.findings, blocking: counts.blocking },
    ...{ policyCommit: policy.commit, reasons: keepOnce(reasons) },
    waived: keepOnce(notes.filter(({ rule }) => rule === 'waiver')).map((note) =>
      describeWaived(note, decidedAt),
    ),
    cleared: keepOnce(notes.filter(({ rule }) => rule === 'vex')),
  };
}

// Each platform of an image has its own.
function keepOnce(items: readonly DecisionItem[]): readonly DecisionItem[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

// A waiver ends with its last day's beginning, so days are counted whole.
function describeWaived({ subject, detail, by = '' }: DecisionItem, decidedAt: string): WaivedFinding {
  const days = Math.ceil((Date.parse(by) - Date.parse(decidedAt)) / dayMs);
  return { subject, detail, expires: by.slice(0, 10), days };
}
