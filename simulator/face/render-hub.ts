import { formatDuration } from '../../lib/base/time.ts';
import type { JobReport } from '../runner/index.ts';
import { escapeHtml } from './html.ts';
import type { CommentView, HubView, RunView } from './hub-view.ts';
import { renderMarkdown } from './markdown.ts';

/** The runs with their jobs and approvals, and the comments. */
export function renderHub({ runs, comments }: HubView): string {
  return [
    ...(runs.length === 0 ? [] : [`<h2>Runs</h2>${runs.map(renderRun).join('\n')}`]),
    ...(comments.length === 0 ? [] : [`<h2>Comments</h2>${comments.map(renderComment).join('\n')}`]),
  ].join('\n');
}

function renderRun({ report, approvals }: RunView): string {
  const { name, id, attempt, repository, event, ref, sha, actor, workflow, jobs, problems } = report;
  const badge = renderBadge(report.conclusion);
  const facts = `${repository} · ${workflow} · run ${id}, attempt ${attempt} · ${event} on ${ref} at ${sha.slice(0, 12)} by ${actor}`;
  const answers = approvals.map(
    ({ user, state, environment }) =>
      `<li>${escapeHtml(`${user} ${state} the deployment to ${environment}`)}</li>`,
  );
  return [
    `<section><h3>${escapeHtml(name)} ${badge}</h3><p class="facts">${escapeHtml(facts)}</p>`,
    ...problems.map((problem) => `<p class="error">${escapeHtml(problem)}</p>`),
    `<div class="scroll"><table><tr><th>Job</th><th>Result</th><th>Runner</th><th>Time</th></tr>`,
    ...jobs.map(renderJob),
    `</table></div>${answers.length === 0 ? '' : `<ul>${answers.join('')}</ul>`}</section>`,
  ].join('\n');
}

function renderJob({ name, conclusion, environment, runner, startedAt, completedAt }: JobReport): string {
  const time =
    startedAt === undefined || completedAt === undefined ? '' : formatDuration(completedAt - startedAt);
  const title = environment === undefined ? name : `${name} (environment ${environment})`;
  const cells = [escapeHtml(title), renderBadge(conclusion), escapeHtml(runner ?? ''), time];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function renderBadge(conclusion: string | undefined): string {
  const word = escapeHtml(conclusion ?? 'open');
  return `<span class="badge ${word}">${word}</span>`;
}

function renderComment({ repository, number, user, body }: CommentView): string {
  const head = escapeHtml(`${repository}#${number}, by ${user}`);
  return `<section><h3>${head}</h3><div class="summary">${renderMarkdown(body.replaceAll(/<!--.*?-->/gs, ''))}</div></section>`;
}
