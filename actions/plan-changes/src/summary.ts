import * as v from 'valibot';
import { renderCode } from '../../../lib/base/markdown.ts';
import { checkJson } from '../../../lib/base/schema.ts';
import type { Inputs, Outputs } from './inputs.ts';

const cause = v.picklist(['folder', 'also', 'entry', 'new', 'everything']);
const Shards = v.array(
  v.object({
    images: v.array(v.object({ name: v.string(), folder: v.string(), repository: v.string(), cause })),
  }),
);
const Imports = v.array(v.object({ reference: v.string(), target: v.string(), cause }));
const Names = v.array(v.string());

type Cause = v.InferOutput<typeof cause>;

// More rows than a person reads; the outputs hold all.
const maxRows = 300;

const causes: Readonly<Record<Cause, string>> = {
  folder: 'files in its folder changed',
  also: 'a path under `also` changed',
  entry: 'its entry changed',
  new: 'it is new',
  everything: 'everything is planned',
};

/** What is planned and why: a row an image, a row an import. */
export function renderSummary(outputs: Outputs, _inputs: Inputs): string {
  const images = parse(Shards, outputs.shards).flatMap((shard) => shard.images);
  const imports = parse(Imports, outputs.imports);
  const removed = parse(Names, outputs.removed);
  const lines = [
    `### ${outputs.imageCount} to build, ${outputs.importCount} to import`,
    '',
    `${outputs.everything === 'true' ? 'Everything is planned' : 'Only what changed is planned'}: ${outputs.reason}.`,
    ...renderTable(
      'Image | Folder | Repository | Why',
      images,
      ({ name, folder, repository, cause: why }) => [
        renderCode(name),
        renderCode(folder),
        renderCode(repository),
        causes[why],
      ],
    ),
    ...renderTable('Upstream | In quarantine | Why', imports, ({ reference, target, cause: why }) => [
      renderCode(reference),
      renderCode(target),
      causes[why],
    ]),
    ...(removed.length > 0 ? ['', `No longer built: ${removed.map(renderCode).join(', ')}.`] : []),
    ...(outputs.unchangedCount === '0' ? [] : ['', `Unchanged: ${outputs.unchangedCount}.`]),
  ];
  return `${lines.join('\n')}\n`;
}

function renderTable<T>(
  head: string,
  rows: readonly T[],
  toCells: (row: T) => readonly string[],
): readonly string[] {
  if (rows.length === 0) return [];
  const rule = head.replaceAll(/[^|]+/g, ' --- ').trim();
  const shown = rows.slice(0, maxRows).map((row) => `| ${toCells(row).join(' | ')} |`);
  const more = rows.length > maxRows ? ['', `… and ${rows.length - maxRows} more.`] : [];
  return ['', `| ${head} |`, `| ${rule} |`, ...shown, ...more];
}

function parse<T>(schema: v.GenericSchema<unknown, readonly T[]>, text: string): readonly T[] {
  const checked = checkJson(schema, text);
  return checked.ok ? checked.value : [];
}
