import { formatDuration } from '../../lib/base/time.ts';
import type { StepRecord } from '../scenarios/types.ts';
import { escapeHtml } from './html.ts';
import type { RepositoryContents } from './inventory.ts';
import type { HubView } from './hub-view.ts';
import { renderMarkdown } from './markdown.ts';
import { renderHub } from './render-hub.ts';
import { renderDecisions } from './render-decisions.ts';
import { pageStyle } from './style.ts';
import type { SimulationResult } from './result.ts';

/** `simulation/index.html`: the story with every log, summary and registry, in one file without scripts. */
export function renderPage(
  result: SimulationResult,
  records: readonly StepRecord[],
  hub: HubView = { runs: [], comments: [] },
): string {
  const title = `Lazaret simulation: ${result.scenario}`;
  return [
    `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    // Nothing but our own inline style: text from a build log can load and run nothing.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<style>${pageStyle}</style></head><body><main>`,
    renderHead(result),
    renderBars(result),
    renderDecisions(result.decisions),
    renderPromotions(result),
    renderHub(hub),
    `<h2>Steps</h2>${records.map(renderStep).join('\n')}`,
    `<h2>Registries</h2>${Object.entries(result.registries).map(renderRegistry).join('\n')}`,
    '</main></body></html>\n',
  ].join('\n');
}

function renderHead({ scenario, title, conclusion, error, durationMs }: SimulationResult): string {
  const badge = `<span class="badge ${conclusion}">${conclusion}</span>`;
  const reason = error === undefined ? '' : `<p class="error">${escapeHtml(error)}</p>`;
  const sentence = `<p>${escapeHtml(title)} (${formatDuration(durationMs)})</p>`;
  return `<h1>${escapeHtml(scenario)} ${badge}</h1>${sentence}${reason}`;
}

function renderPromotions({ promotions }: SimulationResult): string {
  const cards = promotions.map(
    ({ quarantine, live, record, status }) =>
      `<li><code>${escapeHtml(quarantine)}</code><br>→ <code>${escapeHtml(live)}</code>` +
      `<br><span class="facts">${escapeHtml(status)}, record ${escapeHtml(record)}</span></li>`,
  );
  return cards.length === 0 ? '' : `<h2>Promotions</h2><ul class="scroll">${cards.join('')}</ul>`;
}

// One bar a step, at its place in time.
function renderBars({ runs }: SimulationResult): string {
  const from = Math.min(...runs.map(({ startedAt }) => Date.parse(startedAt)));
  const ends = runs.map(({ startedAt, durationMs }) => Date.parse(startedAt) - from + durationMs);
  const whole = Math.max(1, ...ends);
  const bars = runs.map(({ title, startedAt, durationMs, conclusion }) => {
    const left = ((Date.parse(startedAt) - from) / whole) * 100;
    const width = (durationMs / whole) * 100;
    const bar = `<i class="${escapeHtml(conclusion)}" style="left:${left.toFixed(2)}%;width:${width.toFixed(2)}%"></i>`;
    return `<li><b>${escapeHtml(title)}</b><span>${bar}</span><em>${formatDuration(durationMs)}</em></li>`;
  });
  return `<ol class="bars">${bars.join('')}</ol>`;
}

function renderStep({ title, action, job, runId, result }: StepRecord, at: number): string {
  const badge = `<span class="badge ${result.conclusion}">${result.conclusion}</span>`;
  const summary = renderMarkdown(result.summary);
  const log = result.log.map(escapeHtml).join('\n');
  return [
    `<section><h3>${at + 1}. ${escapeHtml(title)} ${badge}</h3>`,
    `<p class="facts">${escapeHtml(action)} · job ${escapeHtml(job)} of run ${runId} · ${formatDuration(result.durationMs)}</p>`,
    `<div class="summary">${summary}</div>`,
    `<details><summary>Log (${result.log.length} lines)</summary><pre>${log}</pre></details></section>`,
  ].join('\n');
}

function renderRegistry([host, contents]: readonly [string, readonly RepositoryContents[]]): string {
  const rows = contents.flatMap(({ repository, tags }) =>
    tags.map(
      ({ name, digest, isLocked }) =>
        `<tr><td>${escapeHtml(repository)}</td><td>${escapeHtml(name)}</td>` +
        `<td><code>${escapeHtml(digest)}</code></td><td>${isLocked ? 'locked' : ''}</td></tr>`,
    ),
  );
  const head = '<tr><th>Repository</th><th>Tag</th><th>Digest</th><th>Lock</th></tr>';
  return `<h3>${escapeHtml(host)}</h3><div class="scroll"><table>${head}${rows.join('')}</table></div>`;
}
