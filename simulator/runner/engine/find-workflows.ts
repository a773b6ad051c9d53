import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkflowError, readWorkflowFile } from '../documents/index.ts';
import type { Origin, WorkflowDocument } from '../documents/index.ts';
import { isSkipped, isTriggered, listChangedFiles } from '../events/index.ts';
import type { WorkflowEvent } from '../events/index.ts';
import { readText } from '../expressions/index.ts';
import type { RunnerOptions } from './types.ts';

/** A workflow file that an event may start, or why it cannot be read. */
export type FoundWorkflow =
  | { readonly path: string; readonly document: WorkflowDocument }
  | { readonly path: string; readonly problems: readonly string[] };

const folder = '.github/workflows';

/** Every workflow of the event's commit that listens to it; a broken file is found too, as GitHub shows it failed. */
export async function findListeners(
  { github }: RunnerOptions,
  origin: Origin,
  event: WorkflowEvent,
): Promise<readonly FoundWorkflow[]> {
  if (isSkipped(event.name, await readMessage(github, event))) return [];
  const names = await readdir(join(origin.tree, folder)).catch((): string[] => []);
  const found: FoundWorkflow[] = [];
  for (const name of names.filter((each) => /\.ya?ml$/.test(each)).sort()) {
    const workflow = await readFound(origin, `${folder}/${name}`);
    const listFiles = () => listChangedFiles(github.git, event);
    if ('problems' in workflow || (await isTriggered(workflow.document, event, listFiles)))
      found.push(workflow);
  }
  return found;
}

/** Reads one workflow by `main.yml` or `.github/workflows/main.yml`. */
export function readFound(origin: Origin, name: string): Promise<FoundWorkflow> {
  const path = name.includes('/') ? name.replace(/^\.\//, '') : `${folder}/${name}`;
  return readWorkflowFile(origin, path).then(
    (document) => ({ path, document }),
    (error: unknown) => {
      if (!(error instanceof WorkflowError)) throw error;
      return { path, problems: error.problems };
    },
  );
}

async function readMessage({ git }: RunnerOptions['github'], event: WorkflowEvent): Promise<string> {
  const head = readText(event.payload, 'pull_request', 'head', 'sha') ?? event.sha;
  const given = readText(event.payload, 'head_commit', 'message');
  if (given !== undefined) return given;
  const [commit] = await git.log(event.repository, head, { skip: 0, max: 1 }).catch(() => []);
  return commit?.message ?? '';
}
