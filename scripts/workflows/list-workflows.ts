import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Workflow } from '../../workflows-src/model/types.ts';

/** Where GitHub looks for workflows. */
export const workflowsFolder = '.github/workflows';

/** The callers of the example of an adopter. */
export const examplesFolder = 'examples/adopter/.github/workflows';

/** A workflow with the source that it comes from, as a path from the root. */
export interface SourcedWorkflow {
  readonly source: string;
  readonly workflow: Workflow;
}

/** The workflows of every source file; a source exports exactly one, under a name that ends in `Workflow`. */
export async function listWorkflows(root: string): Promise<readonly SourcedWorkflow[]> {
  const sources = ['workflows-src/reusable', 'workflows-src/callers'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
  return Promise.all(sources.map((source) => load(root, source)));
}

async function load(root: string, source: string): Promise<SourcedWorkflow> {
  const module: unknown = await import(pathToFileURL(join(root, source)).href);
  const found = typeof module === 'object' && module !== null ? Object.values(module).filter(isWorkflow) : [];
  const [workflow] = found;
  if (workflow === undefined || found.length > 1)
    throw new Error(`${source} exports ${found.length} workflows`);
  return { source, workflow };
}

function isWorkflow(value: unknown): value is Workflow {
  return typeof value === 'object' && value !== null && 'jobs' in value && 'file' in value;
}
