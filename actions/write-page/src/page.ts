import type { JobContext } from '../../../lib/action/index.ts';
import { escapeMarkdown, renderCode } from '../../../lib/base/markdown.ts';
import { formatTime } from '../../../lib/base/time.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';
import type { Candidate } from './candidate.ts';
import { compareNames } from './difference.ts';
import type { Difference } from './difference.ts';
import type { Running } from './running.ts';

/** Everything the page is made of; the same facts make the same page, so its digest says what was read. */
export interface PageFacts {
  readonly candidate: Candidate;
  readonly running: Running | undefined;
  readonly rules: Rules;
  readonly job: Pick<JobContext, 'serverUrl' | 'repository' | 'sha'>;
  /** Where the image would go. */
  readonly place: { readonly registry: string; readonly repository: string };
}

const maxNames = 25;

/** What the page says of an image that promotion would refuse. */
export const warning = 'Do not approve it.';

/** The page as Markdown. */
export function renderPage(facts: PageFacts): string {
  const { candidate } = facts;
  return [
    `## Promotion of ${renderCode(formatImageReference(candidate.image))}`,
    renderVerdict(facts),
    renderTable(facts),
    ...renderDifferences(facts),
    renderBackOut(facts),
    '',
  ].join('\n\n');
}

function renderVerdict({ candidate, rules }: PageFacts): string {
  const { verdict, refused } = candidate;
  const notes = refused.map(
    ({ about, code, reason }) => `- ${escapeMarkdown(about)}: ${code}, ${escapeMarkdown(reason)}`,
  );
  const list = notes.length === 0 ? '' : `\n\nStatements that do not count:\n\n${notes.join('\n')}`;
  if (verdict === undefined) return `**No verdict of the gate holds for this digest.** ${warning}${list}`;
  const { result, outcome, reasons, policy } = verdict.predicate;
  const until = findExpiry(verdict.madeAt, rules);
  const passed = `**The gate passed it** on ${formatTime(verdict.madeAt)} by policy ${renderCode(policy.digest)}.`;
  const limit = until === undefined ? '' : ` The verdict counts until ${formatTime(until)}.`;
  if (result === 'PASSED') return `${passed}${limit}${list}`;
  const lines = reasons.slice(0, maxNames).map((reason) => `- ${escapeMarkdown(reason)}`);
  return `**The gate did not pass it (${outcome ?? 'failed'}).** ${warning}\n\n${lines.join('\n')}${list}`;
}

function findExpiry(madeAt: number, { policy }: Rules): number | undefined {
  const maxAge = policy.ok ? policy.policy.environments.production?.freshness.scan : undefined;
  return maxAge === undefined || !Number.isFinite(maxAge) ? undefined : madeAt + maxAge;
}

function renderTable(facts: PageFacts): string {
  const { candidate, running, rules, place, job } = facts;
  const rows: readonly (readonly [string, string])[] = [
    ['Digest', renderCode(candidate.image.digest)],
    ['Platforms', candidate.described.platforms.map(renderCode).join(', ')],
    ['Goes to', renderCode(`${place.registry}/${place.repository}`)],
    ['Made by', renderOrigin(candidate)],
    ['Runs now', running === undefined ? 'nothing of this repository' : renderRunning(running)],
    ['Changes', renderChanges(facts)],
    [
      'Rules',
      `${renderCode(rules.policyFile.name)} of ${renderCode(rules.branch)} at ${renderCode(rules.commit)}`,
    ],
    ['This run is on', renderCode(job.sha)],
  ];
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

function renderOrigin({ origin }: Candidate): string {
  if (origin === undefined) return '**unknown: no provenance and no import record holds**';
  if (origin.kind === 'import') return `import of ${renderCode(origin.predicate.upstream)}`;
  const { commit, builder, bases } = origin.predicate;
  // A Dockerfile that pins its base names the digest itself.
  const on = bases
    .map(({ image, digest }) => renderCode(`${image.replace(/@.*$/, '')}@${digest}`))
    .join(', ');
  const base = on === '' ? '' : `, on ${on}`;
  return `${renderCode(builder)} from commit ${renderCode(commit)}${base}`;
}

function renderRunning({ completion }: Running): string {
  const { target, completedAt, approvers } = completion;
  const who = approvers.map(({ login }) => renderCode(login)).join(', ');
  return `${renderCode(target.digest)}, since ${renderCode(completedAt)}, approved by ${who}`;
}

function renderChanges({ running, job }: PageFacts): string {
  if (running === undefined) return 'the first promotion of this repository';
  const { commit } = running.completion;
  if (commit === job.sha) return 'the same commit';
  return `[${commit.slice(0, 12)}…${job.sha.slice(0, 12)}](${job.serverUrl}/${job.repository}/compare/${commit}...${job.sha})`;
}

function renderDifferences({ candidate, running }: PageFacts): readonly string[] {
  if (running === undefined) return [];
  const [before, after] = [running.described, candidate.described];
  return [
    renderDifference('Findings', compareNames(before.findings, after.findings)),
    renderDifference('Packages', compareNames(before.packages, after.packages)),
  ];
}

function renderDifference(title: string, difference: Difference | undefined): string {
  if (difference === undefined)
    return `### ${title}\n\nNot known: a signed statement is missing on one side.`;
  const { added, removed } = difference;
  if (added.length + removed.length === 0) return `### ${title}\n\nThe same as what runs.`;
  return [`### ${title}`, '', ...renderNames('New', added), ...renderNames('Gone', removed)].join('\n');
}

function renderNames(title: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const shown = names.slice(0, maxNames).map(renderCode).join(', ');
  const rest = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
  return [`- ${title} (${names.length}): ${shown}${rest}`];
}

function renderBackOut({ running }: PageFacts): string {
  const back =
    running === undefined
      ? 'Nothing ran before it: take the digest out of use with revoke-image.'
      : `Point the deployment at ${renderCode(formatImageReference(running.completion.target))} again, which stays in live, and take the new digest out of use with revoke-image.`;
  return `### Back out\n\n${back}`;
}
