import { escapeMarkdown } from '../../../lib/base/markdown.ts';
import * as v from 'valibot';
import { checkJson } from '../../../lib/base/schema.ts';
import { shortenDigest } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import type { Inputs, Outputs } from './inputs.ts';

const Rows = v.array(
  v.object({
    reference: v.string(),
    digest: v.custom<Digest>((value) => typeof value === 'string'),
    image: v.string(),
    reason: v.string(),
    status: v.picklist(['imported', 'present', 'failed']),
    tag: v.picklist(['none', 'unmoved', 'moved', 'gone', 'not-checked']),
    code: v.optional(v.string()),
    problem: v.optional(v.string()),
  }),
);

type Row = v.InferOutput<typeof Rows>[number];

const titles: Readonly<Record<string, string>> = {
  imported: 'Imported into quarantine',
  present: 'In quarantine already',
  failed: 'Not all images are in quarantine',
};

const marks = { imported: '✅ imported', present: '✅ present', failed: '❌' } as const;
const tags = {
  none: '—',
  unmoved: 'as locked',
  moved: '⚠️ moved',
  gone: '⚠️ gone',
  'not-checked': 'not checked',
} as const;

/** One row an image: what was asked for, where it is now, and what is known of its tag. */
export function renderSummary(outputs: Outputs, inputs: Inputs): string {
  const rows = checkJson(Rows, outputs.results);
  const table = rows.ok ? rows.value.map(renderRow).join('\n') : '';
  const failures = rows.ok ? rows.value.flatMap(renderProblem).join('\n') : '';
  const head = '| Upstream | Digest | Needed for | Result | Tag upstream |\n| --- | --- | --- | --- | --- |';
  const place = inputs.lockFile === undefined ? `\n\`${outputs.image}\`\n` : '';
  return `### ${titles[outputs.status] ?? outputs.status}\n${place}\n${head}\n${table}\n${failures === '' ? '' : `\n${failures}\n`}`;
}

function renderRow({ reference, digest, reason, status, code, tag }: Row): string {
  const result = code === undefined ? marks[status] : `${marks[status]} \`${code}\``;
  // The reason comes from a file that a pull request may change.
  return `| \`${reference}\` | \`${shortenDigest(digest)}\` | ${escapeMarkdown(reason)} | ${result} | ${tags[tag]} |`;
}

function renderProblem({ reference, problem }: Row): readonly string[] {
  return problem === undefined ? [] : [`- \`${reference}\`: ${escapeMarkdown(problem)}`];
}
