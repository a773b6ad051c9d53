import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';

const inputSchema = v.looseObject({
  kind: v.string(),
  form: v.string(),
  options: v.looseObject({
    description: v.string(),
    required: v.optional(v.boolean()),
    default: v.optional(v.string()),
    renamedFrom: v.optional(v.array(v.string())),
    values: v.optional(v.array(v.string())),
  }),
});

const sourceSchema = v.looseObject({
  description: v.string('must export a text `description`'),
  inputs: v.record(v.string(), inputSchema),
  outputs: v.record(v.string(), v.looseObject({ description: v.string() })),
});

/** What an action declares in `src/inputs.ts`, as far as documentation needs it. */
export interface ActionSource extends v.InferOutput<typeof sourceSchema> {
  readonly name: string;
}

/** Loads the declaration of one action. Throws with what is missing. */
export async function readActionSource(root: string, name: string): Promise<ActionSource> {
  const file = join(root, 'actions', name, 'src/inputs.ts');
  const module: unknown = await import(pathToFileURL(file).href);
  const result = v.safeParse(sourceSchema, module);
  if (result.success) return { ...result.output, name };
  const problems = result.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`);
  throw new Error(`${file}: ${problems.join('; ')}`);
}
