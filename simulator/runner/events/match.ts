import { field, items, texts } from '../documents/index.ts';
import type { Token, WorkflowDocument } from '../documents/index.ts';
import { readText } from '../expressions/index.ts';
import { isIncluded } from './patterns.ts';
import type { WorkflowEvent } from './types.ts';

/** The activity types that start a workflow which names none (GitHub docs, "Events that trigger workflows"). */
const defaultTypes: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
};

/** Whether a workflow listens to an event; `listFiles` is asked only where paths are filtered. */
export async function isTriggered(
  document: WorkflowDocument,
  event: WorkflowEvent,
  listFiles: () => Promise<readonly string[]>,
): Promise<boolean> {
  if (!document.triggers.has(event.name)) return false;
  const filters = document.triggers.get(event.name);
  if (!matchesType(filters, event) || !matchesRef(filters, event)) return false;
  if (event.name === 'schedule') return matchesCron(filters, event);
  if (event.name === 'workflow_run') return matchesWorkflow(filters, event);
  return matchesPaths(filters, event, listFiles);
}

function matchesType(filters: Token | undefined, { name, payload }: WorkflowEvent): boolean {
  const types = texts(field(filters, 'types'));
  const action = readText(payload, 'action');
  const wanted = types.length > 0 ? types : defaultTypes[name];
  return wanted === undefined || action === undefined || wanted.includes(action);
}

// branches and tags of a push count against the ref; those of a pull request against its base.
function matchesRef(filters: Token | undefined, event: WorkflowEvent): boolean {
  const tag = /^refs\/tags\/(.+)$/.exec(event.ref)?.[1];
  const kind = tag === undefined ? 'branches' : 'tags';
  const others = tag === undefined ? ['tags', 'tags-ignore'] : ['branches', 'branches-ignore'];
  const only = texts(field(filters, kind));
  const ignored = texts(field(filters, `${kind}-ignore`));
  if (only.length === 0 && ignored.length === 0)
    // "If you define only tags, the workflow won't run for events affecting undefined branches", and the reverse.
    return event.name !== 'push' || others.every((name) => field(filters, name) === undefined);
  const name = tag ?? readBranch(event);
  return only.length > 0 ? isIncluded(only, name) : !isIncluded(ignored, name);
}

function readBranch({ name, ref, payload }: WorkflowEvent): string {
  const base = readText(payload, 'pull_request', 'base', 'ref');
  if (base !== undefined) return base;
  if (name === 'workflow_run') return readText(payload, 'workflow_run', 'head_branch') ?? '';
  return ref.replace(/^refs\/heads\//, '');
}

function matchesCron(filters: Token | undefined, { payload }: WorkflowEvent): boolean {
  const lines = items(filters).flatMap((entry) => texts(field(entry, 'cron')));
  const asked = readText(payload, 'schedule');
  return asked === undefined || lines.includes(asked);
}

function matchesWorkflow(filters: Token | undefined, { payload }: WorkflowEvent): boolean {
  return texts(field(filters, 'workflows')).includes(readText(payload, 'workflow_run', 'name') ?? '');
}

// Path filters are not evaluated for pushes of tags (workflow syntax, "on.<push|pull_request>.<paths|paths-ignore>").
async function matchesPaths(
  filters: Token | undefined,
  event: WorkflowEvent,
  listFiles: () => Promise<readonly string[]>,
): Promise<boolean> {
  const only = texts(field(filters, 'paths'));
  const ignored = texts(field(filters, 'paths-ignore'));
  if ((only.length === 0 && ignored.length === 0) || event.ref.startsWith('refs/tags/')) return true;
  const files = await listFiles();
  if (only.length > 0) return files.some((file) => isIncluded(only, file));
  return files.some((file) => !isIncluded(ignored, file));
}
