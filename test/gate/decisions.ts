import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatTime } from '../../lib/base/time.ts';
import type { Decision, Input, Note, Reason } from '../../lib/domain/gate/index.ts';
import { decideVector, loadVectors } from './vectors.ts';

const file = join(import.meta.dirname, 'decisions.json');

/** A whole decision with the vector that it is about. */
export interface RecordedDecision {
  readonly vector: string;
  readonly decision: unknown;
}

/** The decisions that were recorded: one for each thing that the gate can say. */
export function loadDecisions(): readonly RecordedDecision[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { decisions: RecordedDecision[] }).decisions;
}

/** A decision without what only repeats its inputs. */
export function summarise({ outcome, reasons, notes, counts, inputs, consulted }: Decision): unknown {
  const met = Object.entries(counts).filter(([, count]) => count > 0);
  const whole = {
    outcome,
    counts: Object.fromEntries(met),
    reasons: reasons.map(showReason),
    notes: notes.map(showReason),
    inputs: inputs.map(showInput),
    consulted: consulted.map(showInput),
  };
  return JSON.parse(JSON.stringify(whole));
}

/** Records the decisions anew: of all vectors those that say what none before them says. */
export function recordDecisions(): number {
  const said = new Set<string>();
  const decisions = loadVectors().flatMap(({ file: from, name, inputs }): RecordedDecision[] => {
    const decision = decideVector(inputs);
    const words = listWords(decision);
    const isNew = words.some((word) => !said.has(word));
    for (const word of words) said.add(word);
    return isNew ? [{ vector: `${from}: ${name}`, decision: summarise(decision) }] : [];
  });
  writeFileSync(file, `${JSON.stringify({ decisions }, null, 2)}\n`);
  return decisions.length;
}

function showReason(said: Reason | Note): object {
  return { ...said, by: said.by === undefined ? undefined : formatTime(said.by) };
}

function showInput({ kind, name }: Input): string {
  return kind === name ? kind : `${kind} ${name}`;
}

// What is told apart: rules with their words, whatever numbers stand in them, and what a decision stands on.
function listWords({ reasons, notes, inputs, consulted, counts }: Decision): readonly string[] {
  const said = [...reasons, ...notes].map((item) => `${item.rule} ${item.detail} ${item.by === undefined}`);
  const clears = reasons.map((item) => item.clears);
  const stands = [inputs, consulted].map((list) => list.map(({ kind }) => kind).join());
  const kinds = Object.entries(counts).filter(([, count]) => count > 0);
  return [...said, ...clears, ...stands, kinds.map(([kind]) => kind).join()].map((text) =>
    text.replaceAll(/[\w.@/:+-]*\d[\w.@/:+-]*|"[^"]*"/g, '0'),
  );
}

if (import.meta.main) process.stdout.write(`${recordDecisions()} decisions recorded\n`);
