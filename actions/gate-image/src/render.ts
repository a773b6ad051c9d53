import { escapeMarkdown, renderCode } from '../../../lib/base/markdown.ts';
import { formatTime } from '../../../lib/base/time.ts';
import { nameInput } from '../../../lib/domain/evidence/index.ts';
import type { Decision, Note, Reason } from '../../../lib/domain/gate/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { AttachedVerdict } from './attach.ts';
import type { Case } from './case.ts';
import { listNews } from './news.ts';

const maxRows = 50;
const maxLines = 200;
// A comment on GitHub holds 65,536 characters; some are left for those who put more around it.
const maxCharacters = 60_000;

/** The decision in one line, e.g. `blocked by 2 of 41 findings: CVE-2024-2961 in libc6 2.36-9, …`. */
export function renderHeadline({ outcome, counts, reasons }: Decision): string {
  const missing = distinct(reasons.filter((reason) => reason.outcome === 'indeterminate'));
  switch (outcome) {
    case 'pass':
      return `passed, none of ${counts.findings} findings blocks`;
    case 'fail': {
      const blocks = distinct(reasons.filter((reason) => reason.outcome === 'fail'));
      const unknown = missing.length === 0 ? '' : `; ${missing.length} more unknown`;
      // A builder that is not named, or a waiver that nobody approved, blocks without any finding.
      const what = counts.blocking === 0 ? '' : ` ${counts.blocking} of ${counts.findings} findings:`;
      return `blocked by${what} ${nameFew(blocks)}${unknown}`;
    }
    case 'indeterminate':
      return `indeterminate, ${missing.length} unknown: ${nameFew(missing)}`;
  }
}

/** Why it is so, a reason a line, for the log. */
export function renderLines({ reasons, notes }: Decision): readonly string[] {
  const lines = [
    ...distinct(reasons).map(
      ({ outcome, rule, subject, detail, clears }) => `${outcome}: ${rule}: ${subject}: ${detail}; ${clears}`,
    ),
    ...distinct(notes).map(({ rule, subject, detail }) => `note: ${rule}: ${subject}: ${detail}`),
  ];
  const rest = lines.length - maxLines;
  return [...lines.slice(0, maxLines), ...(rest > 0 ? [`and ${rest} more; the decision file has all`] : [])];
}

/** The page of a decision as Markdown: what it is, what clears each reason and by when, what it stands on. */
export function renderPage(decided: Case, verdict: AttachedVerdict | undefined): string {
  const { decision } = decided;
  const titles = {
    pass: 'Gate: passed',
    fail: 'Gate: blocked',
    indeterminate: 'Gate: indeterminate',
  } as const;
  const headline = renderHeadline(decision);
  const parts = [
    `### ${titles[decision.outcome]}`,
    `${escapeMarkdown(headline.charAt(0).toUpperCase() + headline.slice(1))}.`,
    renderFacts(decided, verdict),
    renderReasons(
      'Blocks',
      decision.reasons.filter(({ outcome }) => outcome === 'fail'),
    ),
    renderReasons(
      'Unknown, so not passed',
      decision.reasons.filter(({ outcome }) => outcome === 'indeterminate'),
    ),
    renderNews(decided),
    renderNotes(decision.notes),
    renderInputs(decision),
  ];
  return cut(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
}

function renderFacts(
  { decision, rules, subject, inputs }: Case,
  verdict: AttachedVerdict | undefined,
): string {
  const { findings, blocking, unknown, waived, vex, grace, tolerated } = decision.counts;
  const counts = `${findings} findings: ${blocking} block, ${unknown} unknown, ${waived} waived, ${vex} not affected, ${grace} in grace, ${tolerated} tolerated`;
  const signed = verdict === undefined ? 'no, nothing is signed here' : renderCode(verdict.bundleDigest);
  const rows = [
    ['Image', renderCode(formatImageReference(subject.image))],
    [
      'Rules',
      `${renderCode(inputs.environment)} of ${renderCode(rules.policyFile.name)} at ${renderCode(rules.commit)}`,
    ],
    ['Counts', counts],
    ['Signed', signed],
  ];
  return `| | |\n| --- | --- |\n${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}`;
}

function renderReasons(title: string, reasons: readonly Reason[]): string {
  const all = distinct(reasons);
  if (all.length === 0) return '';
  const rows = all
    .slice(0, maxRows)
    .map(
      ({ subject, rule, detail, clears, by }) =>
        `| ${renderCode(subject)} | ${escapeMarkdown(`${rule}: ${detail}`)} | ${escapeMarkdown(clears)} | ${showDay(by)} |`,
    );
  const head = `#### ${title}\n\n| What | Why | What clears it | By |\n| --- | --- | --- | --- |`;
  return `${head}\n${rows.join('\n')}${renderRest(all.length)}`;
}

function renderNews({ evidence }: Case): string {
  const news = listNews(evidence.facts);
  if (news === undefined || news.length === 0) return '';
  const lines = news
    .slice(0, maxRows)
    .map(({ id, severity, package: name }) => `- ${renderCode(id)} ${severity} in ${renderCode(name)}`);
  const head = `<details><summary>New against what runs: ${news.length}</summary>`;
  return `${head}\n\n${lines.join('\n')}${renderRest(news.length)}\n\n</details>`;
}

function renderNotes(notes: readonly Note[]): string {
  const all = distinct(notes);
  if (all.length === 0) return '';
  const lines = all.slice(0, maxRows).map(({ subject, rule, detail, by }) => {
    const until = by === undefined ? '' : ` (until ${showDay(by)})`;
    return `- ${renderCode(subject)} ${escapeMarkdown(`${rule}: ${detail}`)}${until}`;
  });
  const head = `<details><summary>To know: ${all.length}</summary>`;
  return `${head}\n\n${lines.join('\n')}${renderRest(all.length)}\n\n</details>`;
}

function renderInputs({ inputs }: Decision): string {
  const lines = inputs.map((input) => `- ${escapeMarkdown(nameInput(input))} ${renderCode(input.digest)}`);
  return `<details><summary>Decided on ${inputs.length} inputs</summary>\n\n${lines.join('\n')}\n\n</details>`;
}

// The same package stands in every platform of an image.
function distinct<T extends Reason | Note>(items: readonly T[]): readonly T[] {
  const seen = new Map(items.map((item) => [[item.rule, item.subject, item.detail].join('\n'), item]));
  return [...seen.values()];
}

function nameFew(items: readonly Reason[]): string {
  const names = [...new Set(items.map(({ subject }) => subject))];
  const rest = names.length - 3;
  return `${names.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function renderRest(length: number): string {
  return length > maxRows ? `\n\nand ${length - maxRows} more; the decision file has all` : '';
}

function showDay(ms: number | undefined): string {
  return ms === undefined || !Number.isFinite(ms) ? '' : formatTime(ms).slice(0, 10);
}

function cut(markdown: string): string {
  if (markdown.length <= maxCharacters) return markdown;
  const kept = markdown.slice(0, maxCharacters - 200);
  return `${kept.slice(0, kept.lastIndexOf('\n'))}\n\n> It was cut here; the decision file has all.\n`;
}
