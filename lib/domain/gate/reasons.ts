import type { Note, Reason, Rule } from './decision.ts';

const maxCharacters = 300;

interface Words {
  readonly detail: string;
  readonly clears: string;
  readonly by?: number | undefined;
}

/** A reason why nothing can be said. */
export function unknown(rule: Rule, subject: string, words: Words): Reason {
  return build('indeterminate', rule, subject, words);
}

/** A reason why the image must not go there. */
export function fail(rule: Rule, subject: string, words: Words): Reason {
  return build('fail', rule, subject, words);
}

/** Something to know. */
export function note(rule: Rule, subject: string, detail: string, by?: number): Note {
  return { rule, subject: clean(subject), detail: clean(detail), by };
}

function build(outcome: Reason['outcome'], rule: Rule, subject: string, words: Words): Reason {
  const { detail, clears, by } = words;
  return { outcome, rule, subject: clean(subject), detail: clean(detail), clears: clean(clears), by };
}

/** One line, bounded, nothing unseen: names come out of files, and end up in logs, summaries and terminals. */
export function clean(text: string): string {
  const plain = text.slice(0, 2 * maxCharacters).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  return plain.length > maxCharacters ? `${plain.slice(0, maxCharacters - 1)}…` : plain;
}
