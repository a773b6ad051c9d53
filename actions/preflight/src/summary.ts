import * as v from 'valibot';
import { escapeMarkdown, renderCode } from '../../../lib/base/markdown.ts';
import { checkJson } from '../../../lib/base/schema.ts';
import type { Inputs, Outputs } from './inputs.ts';

const Problems = v.array(v.object({ code: v.string(), subject: v.string(), reason: v.string() }));

/** What the job is, and what is wrong with it. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  const checked = checkJson(Problems, outputs.problems);
  const problems = checked.ok ? checked.value : [];
  const title = problems.length === 0 ? 'The job runs where and as it must' : 'The job must not run here';
  const rows = problems.map(
    ({ code, subject, reason }) =>
      `| ${renderCode(code)} | ${renderCode(subject)} | ${escapeMarkdown(reason)} |`,
  );
  const table = rows.length === 0 ? [] : ['', '| Code | Subject | Why |', '| --- | --- | --- |', ...rows];
  return `${[`### ${title}`, ...table, '', ...listFacts(outputs, inputs)].join('\n')}\n`;
}

function listFacts(outputs: Outputs, { events, environment, runnerGroup }: Inputs): readonly string[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Events', events.join(', ')],
    ['Default branch', outputs.branch],
    ['Workflow', outputs.workflowRef],
    ['Commit of the workflow', outputs.workflowCommit],
    ['Environment', environment],
    ['Runner group', runnerGroup],
    ['Subject', outputs.subject],
  ];
  return facts.flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`- ${name}: ${renderCode(value)}`],
  );
}
