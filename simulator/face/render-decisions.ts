import type { DecisionItem, DecisionResult } from './decisions.ts';
import { escapeHtml } from './html.ts';

const words = { pass: 'passed', fail: 'blocked', indeterminate: 'unknown, so not passed' } as const;
const badges = { pass: 'success', fail: 'failure', indeterminate: 'failure' } as const;

/** What the gate answered, and what would clear each reason. */
export function renderDecisions(decisions: readonly DecisionResult[]): string {
  if (decisions.length === 0) return '';
  return `<h2>Decisions</h2>${decisions.map(renderDecision).join('\n')}`;
}

function renderDecision(decision: DecisionResult): string {
  const { image, outcome, environment, findings, blocking, policyCommit } = decision;
  const badge = `<span class="badge ${badges[outcome]}">${words[outcome]}</span>`;
  const facts = `${findings} findings, ${blocking} block; rules "${environment}" of gate.yaml at ${policyCommit.slice(0, 12)}`;
  return [
    `<section><h3>${escapeHtml(nameOf(image))} ${badge}</h3>`,
    `<p class="facts"><code>${escapeHtml(image)}</code><br>${escapeHtml(facts)}</p>`,
    renderReasons(decision.reasons),
    renderExceptions(decision),
    '</section>',
  ].join('\n');
}

function nameOf(image: string): string {
  return image.replace(/@.*$/, '').split('/').slice(1).join('/');
}

function renderReasons(reasons: readonly DecisionItem[]): string {
  if (reasons.length === 0) return '';
  const rows = reasons.map(({ subject, rule, detail, clears = '', by = '' }) =>
    renderRow([subject, `${rule}: ${detail}`, clears, by.slice(0, 10)]),
  );
  const head = '<tr><th>What</th><th>Why</th><th>What clears it</th><th>Since</th></tr>';
  return `<div class="scroll"><table>${head}${rows.join('')}</table></div>`;
}

function renderExceptions({ waived, cleared }: DecisionResult): string {
  const lines = [
    ...waived.map(
      ({ subject, detail, expires, days }) => `${subject}: ${detail}, until ${expires} (${days} days)`,
    ),
    ...cleared.map(({ subject, detail }) => `${subject}: ${detail}`),
  ];
  return lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
}

function renderRow(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

/** The decisions as lines of text. */
export function listDecisions(decisions: readonly DecisionResult[]): readonly string[] {
  return decisions.flatMap(({ image, outcome, reasons, waived }) => [
    `  ${nameOf(image).padEnd(44)} ${words[outcome]}`,
    ...reasons.map(({ subject, clears }) => `    ${subject}${clears === undefined ? '' : `: ${clears}`}`),
    ...waived.map(({ subject, days }) => `    ${subject}: waived for ${days} more days`),
  ]);
}
