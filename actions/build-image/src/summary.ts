import { renderCode } from '../../../lib/base/markdown.ts';
import { formatDuration } from '../../../lib/base/time.ts';
import type { Inputs, Outputs } from './inputs.ts';

const headlines: Readonly<Record<string, string>> = {
  built: 'Built in quarantine',
  attached: 'Built in quarantine by a run that was already on its way',
  reused: 'Already in quarantine: an earlier run had built the same image',
};

/** The page that a person reads after a build. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  return [
    `## ${headlines[outputs.status] ?? 'Built'}`,
    '',
    renderCode(outputs.image),
    '',
    '| | |',
    '|---|---|',
    ...listRows(outputs, inputs).map(([name, value]) => `| ${name} | ${value} |`),
    '',
    ...renderBases(outputs.baseDigests),
    '',
  ].join('\n');
}

function listRows(outputs: Outputs, inputs: Inputs): readonly (readonly [string, string])[] {
  const { os, architecture, variant } = inputs.platform;
  const platform = [os, architecture, variant].filter((part) => part !== undefined).join('/');
  const source = inputs.context.kind === 'git' ? inputs.context.url : inputs.context.path;
  return [
    ['Context', renderCode(source)],
    ...(outputs.commit === '' ? [] : [['Commit', renderCode(outputs.commit)] as const]),
    ['Context hash', renderCode(outputs.contextHash)],
    ['Platform', renderCode(platform)],
    ['Agent pool', renderCode(inputs.agentPool)],
    ['Run', renderCode(outputs.runId)],
    ['Time', renderDuration(outputs)],
  ];
}

function renderDuration({ startedAt, finishedAt }: Outputs): string {
  if (startedAt === '' || finishedAt === '') return 'not told by ACR';
  return `${formatDuration(Date.parse(finishedAt) - Date.parse(startedAt))}, ended ${finishedAt}`;
}

function renderBases(baseDigests: string): readonly string[] {
  const bases: unknown = JSON.parse(baseDigests);
  const rows = (Array.isArray(bases) ? bases : []).flatMap((base: unknown) => renderBase(base));
  if (rows.length === 0) return ['The image has no base image.'];
  return ['| Base image | Digest |', '|---|---|', ...rows];
}

function renderBase(base: unknown): readonly string[] {
  if (typeof base !== 'object' || base === null || !('image' in base) || !('digest' in base)) return [];
  const digest =
    base.digest === 'unknown' ? '**unknown**: pin it in the Dockerfile' : renderCode(String(base.digest));
  return [`| ${renderCode(String(base.image))} | ${digest} |`];
}
