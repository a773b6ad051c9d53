import { encodePath, escapeMarkdown, renderCode } from '../../../lib/base/markdown.ts';
import type { Verdict } from './read.ts';

/** Tells our comment from all others; titles change. */
export const marker = '<!-- lazaret: verdict -->';

// A comment on GitHub holds 65,536 characters.
const maxCharacters = 60_000;
const maxRows = 100;
const maxReasons = 20;

/** Where the comment stands, for its links and ages. */
export interface Page {
  /** `https://github.com/owner/name`. */
  readonly repositoryUrl: string;
  readonly runId: number;
  readonly commit: string;
  /** Whether every job that judged an image succeeded. */
  readonly isWhole: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The comment: a row an image, then what blocks each. */
export function renderComment(verdicts: readonly Verdict[], page: Page): string {
  const { repositoryUrl, runId, commit } = page;
  const head = [
    marker,
    `### ${renderTitle(verdicts, page)}`,
    `For ${commit.slice(0, 12)}, in [run ${runId}](${repositoryUrl}/actions/runs/${runId}). Nothing of a pull request is promoted; after the merge everything is built and judged again.`,
    renderTable(verdicts.slice(0, maxRows), page),
    ...(verdicts.length > maxRows ? [`And ${verdicts.length - maxRows} more images.`] : []),
  ].join('\n\n');
  const details = verdicts.map((verdict) => renderReasons(verdict, page)).filter((text) => text !== '');
  return `${fit(head, details)}\n`;
}

// A check that broke off leaves no verdict, and another job of the run can replace one; neither changes how it ended.
function renderTitle(verdicts: readonly Verdict[], { isWhole }: Page): string {
  const blocked = verdicts.filter(({ decision }) => decision.decision !== 'pass').length;
  if (blocked === 0 && !isWhole) return 'Not every check of the images succeeded: look at the run';
  if (verdicts.length === 0) return 'No image was judged';
  if (verdicts.length === 1) return blocked === 0 ? 'The image passes' : 'The image does not pass';
  return blocked === 0
    ? `All ${verdicts.length} images pass`
    : `${blocked} of ${verdicts.length} images do not pass`;
}

function renderTable(verdicts: readonly Verdict[], page: Page): string {
  const rows = verdicts.map((verdict) => [
    renderCode(verdict.name),
    verdict.decision.decision,
    `${verdict.decision.counts.blocking} of ${verdict.decision.counts.findings}`,
    renderNews(verdict),
    renderSize(verdict),
    renderAge(verdict, page),
  ]);
  const head = ['Image', 'Verdict', 'Blocking findings', 'New against live', 'Size', 'Oldest layer'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function renderNews({ decision: { newFindings } }: Verdict): string {
  if (newFindings === undefined) return 'unknown';
  const bySeverity = new Map<string, number>();
  for (const { severity } of newFindings) bySeverity.set(severity, (bySeverity.get(severity) ?? 0) + 1);
  const parts = [...bySeverity].map(([severity, count]) => `${count} ${escapeMarkdown(severity)}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function renderSize({ decision }: Verdict): string {
  const sizes = decision.sizes.map(({ bytes }) => bytes);
  return sizes.length === 0 ? 'unknown' : `${(Math.max(...sizes) / 1_000_000).toFixed(1)} MB`;
}

// The first layer comes with the base image, so it is as old as what the base was made from.
function renderAge({ scan }: Verdict, { now }: Page): string {
  const dates = (scan?.platforms ?? []).flatMap(({ report }) => {
    const created = Date.parse(report?.Metadata?.ImageConfig?.history?.[0]?.created ?? '');
    // Builders that want the same bytes each time write the beginning of time.
    return created > 0 ? [created] : [];
  });
  return dates.length === 0
    ? 'unknown'
    : `${Math.max(0, Math.floor((now - Math.min(...dates)) / 86_400_000))} days`;
}

function renderReasons({ name, decision }: Verdict, { repositoryUrl }: Page): string {
  const { reasons, policy } = decision;
  if (reasons.length === 0) return '';
  const rule = `[${renderCode(policy.path)}](${repositoryUrl}/blob/${policy.commit}/${encodePath(policy.path)})`;
  const lines = reasons
    .slice(0, maxReasons)
    .map(
      ({ outcome, subject, detail, clears }) =>
        `- **${outcome}** ${renderCode(subject)}: ${escapeMarkdown(detail)}. ${escapeMarkdown(clears)}`,
    );
  const rest = reasons.length - maxReasons;
  if (rest > 0) lines.push(`- and ${rest} more; the summary of the run has all`);
  return `<details><summary>Why not: ${escapeMarkdown(name)}</summary>\n\n${lines.join('\n')}\n\nBy ${rule}.\n\n</details>`;
}

function fit(head: string, details: readonly string[]): string {
  const shown: string[] = [];
  let length = head.length;
  for (const text of details) {
    length += text.length + 2;
    if (length > maxCharacters)
      return [head, ...shown, 'The rest is in the summaries of the run.'].join('\n\n');
    shown.push(text);
  }
  return [head, ...shown].join('\n\n');
}
