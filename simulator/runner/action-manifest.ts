import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

// Extra keys are tolerated as the runner does; what decides how a program is started is checked.
// https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
const inputSchema = v.object({
  description: v.optional(v.string()),
  required: v.optional(v.boolean()),
  default: v.optional(v.union([v.string(), v.number(), v.boolean()])),
  deprecationMessage: v.optional(v.string()),
});

const manifestSchema = v.object({
  name: v.string(),
  description: v.string(),
  inputs: v.optional(v.nullable(v.record(v.string(), v.nullable(inputSchema)))),
  outputs: v.optional(v.nullable(v.record(v.string(), v.unknown()))),
  runs: v.object({
    // node20 left the runner on 2026-09-16; composite and docker actions are not hosted here.
    using: v.literal('node24'),
    main: v.string(),
    pre: v.optional(v.string()),
    post: v.optional(v.string()),
    'pre-if': v.optional(v.string()),
    'post-if': v.optional(v.string()),
  }),
});

/** `action.yml` as the runner reads it. */
export type ActionManifest = v.InferOutput<typeof manifestSchema>;

/** Reads `action.yml` (or `action.yaml`) of a folder. Throws with the file and every problem. */
export async function readActionManifest(folder: string): Promise<ActionManifest> {
  const text = await readFirst([join(folder, 'action.yml'), join(folder, 'action.yaml')]);
  const result = v.safeParse(manifestSchema, parse(text));
  if (result.success) return result.output;
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? 'action.yml'}: ${issue.message}`);
  throw new Error(`${folder}/action.yml cannot be run here: ${problems.join('; ')}`);
}

async function readFirst(files: readonly string[]): Promise<string> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return text;
  }
  throw new Error(`Can't find 'action.yml' or 'action.yaml' under '${files[0] ?? ''}'`);
}
