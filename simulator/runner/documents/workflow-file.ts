import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workflowParser } from '../expressions/index.ts';
import { entries, field, items, text, texts } from './tokens.ts';
import type { Token } from './tokens.ts';
import { WorkflowError } from './types.ts';
import type { JobDocument, Origin, WorkflowDocument } from './types.ts';
import { listUnsupported } from './unsupported.ts';

/** Reads a workflow file of a commit. Throws a {@link WorkflowError} with everything that is wrong with it. */
export async function readWorkflowFile(origin: Origin, path: string): Promise<WorkflowDocument> {
  const content = await readFile(join(origin.tree, path), 'utf8').catch((): undefined => undefined);
  if (content === undefined)
    throw new WorkflowError([`${path}: ${origin.repository}@${origin.ref} holds no such file`]);
  return parseWorkflowText(content, origin, path);
}

/** Parses the text of a workflow file. */
export async function parseWorkflowText(
  content: string,
  origin: Origin,
  path: string,
): Promise<WorkflowDocument> {
  const trace = new workflowParser.NoOperationTraceWriter();
  const { context, value } = workflowParser.parseWorkflow({ name: path, content }, trace);
  // The conversion checks what the schema cannot say: cycles of needs, unknown ones, ids that clash, cron lines.
  if (value !== undefined && context.errors.count === 0)
    await workflowParser.convertWorkflowTemplate(context, value);
  const problems = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined || problems.length > 0) throw new WorkflowError(problems);
  const document = buildDocument(value, origin, path);
  const unsupported = listUnsupported(document);
  if (unsupported.length > 0) throw new WorkflowError(unsupported);
  return document;
}

function buildDocument(root: Token, origin: Origin, path: string): WorkflowDocument {
  return {
    origin,
    path,
    name: text(field(root, 'name')) ?? path,
    runName: field(root, 'run-name'),
    env: field(root, 'env'),
    defaults: field(root, 'defaults'),
    permissions: field(root, 'permissions'),
    concurrency: field(root, 'concurrency'),
    triggers: readTriggers(field(root, 'on')),
    jobs: entries(field(root, 'jobs')).map(([id, token]) => buildJob(id, token)),
  };
}

// `on` is one name, a list of names, or a mapping from name to filters.
function readTriggers(token: Token | undefined): ReadonlyMap<string, Token | undefined> {
  const named = entries(token);
  if (named.length > 0) return new Map(named);
  return new Map(texts(token).map((name) => [name, undefined]));
}

function buildJob(id: string, token: Token): JobDocument {
  return {
    id,
    token,
    needs: texts(field(token, 'needs')),
    uses: text(field(token, 'uses')),
    steps: items(field(token, 'steps')),
  };
}
