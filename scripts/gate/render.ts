import { formatTime } from '../../lib/base/time.ts';
import { describeFinding } from '../../lib/domain/gate/index.ts';
import type { Decision, Judged, Note, Policy, Reason } from '../../lib/domain/gate/index.ts';

const maxShown = 40;

/** The decision for people. */
export function renderDecision(decision: Decision, extra: readonly string[]): string {
  const { reasons, notes, inputs } = decision;
  const parts = [
    [`${decision.outcome.toUpperCase()}  ${renderHeadline(decision)}`],
    renderList('Blocked', reasons.filter(isFail).map(renderReason)),
    renderList('Not known, so not passed', reasons.filter((reason) => !isFail(reason)).map(renderReason)),
    renderList('To know', [...notes.map(renderNote), ...extra]),
    renderList(
      'Decided on',
      inputs.map(({ kind, name, digest }) => `${kind === name ? kind : `${kind} ${name}`}  ${digest}`),
    ),
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

/** What decided about the findings of one identifier. */
export function renderExplanation(id: string, judged: readonly Judged[], policy: Policy | undefined): string {
  const mine = judged.filter(({ finding }) =>
    [finding.id, ...finding.aliases].some((name) => name.toUpperCase() === id.toUpperCase()),
  );
  if (mine.length === 0) return `${id}: no report lists it\n`;
  return `${mine.map((item) => renderJudged(item, policy)).join('\n')}\n`;
}

/** The decision as it is printed with --json: times are RFC 3339. */
export function toJson(decision: Decision): object {
  const dated = (item: Reason | Note): object => ({
    ...item,
    by: item.by === undefined ? undefined : showTime(item.by),
  });
  return {
    version: 1,
    ...decision,
    decidedAt: showTime(decision.decidedAt),
    reasons: decision.reasons.map(dated),
    notes: decision.notes.map(dated),
  };
}

function renderHeadline({ counts, environment, outcome, reasons }: Decision): string {
  const where = `for ${environment}: `;
  const ends = [
    [counts.blocking, 'blocking'],
    [counts.unknown, 'of unknown severity'],
    [counts.waived, 'waived'],
    [counts.vex, 'not affecting this image'],
    [counts.grace, 'within their grace'],
    [counts.tolerated, 'tolerated'],
    [counts.belowThreshold, 'below the threshold'],
  ] as const;
  const listed = ends.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const findings = `${counts.findings} ${counts.findings === 1 ? 'finding' : 'findings'}`;
  const found = listed.length === 0 ? findings : `${findings}: ${listed.join(', ')}`;
  const open = `${reasons.length} open ${reasons.length === 1 ? 'question' : 'questions'}`;
  if (outcome === 'fail' && counts.blocking > 0) return `${where}blocked by ${counts.blocking} of ${found}`;
  return outcome === 'pass' ? `${where}${found}` : `${where}${open}; ${found}`;
}

function isFail({ outcome }: Reason): boolean {
  return outcome === 'fail';
}

function renderList(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length - maxShown;
  const shown = lines.slice(0, maxShown).map((line) => `  ${line}`);
  return [title, ...shown, ...(more > 0 ? [`  and ${more} more; --json lists all`] : [])];
}

function renderReason({ rule, subject, detail, clears, by }: Reason): string {
  const since = by === undefined ? '' : `, since ${showTime(by)}`;
  return [subject, `    ${rule}: ${detail}${since}`, `    clears: ${clears}`].join('\n');
}

function renderNote({ subject, detail, by }: Note): string {
  return `${subject}  ${detail}${by === undefined ? '' : `, until ${showTime(by)}`}`;
}

function renderJudged({ finding, judgement }: Judged, policy: Policy | undefined): string {
  const { subject, detail, clears } = describeFinding(finding, judgement);
  const waiver = policy?.waivers.find((item) => item === judgement.waiver);
  const lines = [
    `${subject}  ${judgement.effect}`,
    `    rule: ${judgement.rule}`,
    `    why: ${detail}${judgement.by === undefined ? '' : `, ${showTime(judgement.by)}`}`,
    ...(waiver === undefined
      ? []
      : [
          `    waiver: ${waiver.place.file}:${waiver.place.line}, ${waiver.reason} (${waiver.ticket}; asked by ${waiver.requester}, approved by ${waiver.approver})`,
        ]),
    `    clears: ${clears}`,
  ];
  return lines.join('\n');
}

function showTime(ms: number): string {
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? formatTime(ms) : 'unknown';
}
