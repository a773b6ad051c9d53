import { RefusalError } from '../hub/index.ts';
import { renderWorkflow, workflowId } from '../render/index.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

const folder = '.github/workflows';

export const workflowRoutes: readonly Route[] = [
  { path: /^\/actions\/workflows$/, permission: 'actions', answer: answerList },
  { path: /^\/actions\/workflows\/(?<workflow>[^/]+)$/, permission: 'actions', answer: answerOne },
];

// Those of the default branch (REST, "List repository workflows").
async function listWorkflows({ repository, git }: RouteCall) {
  const { fullName, defaultBranch } = repository;
  const entry = await git.findEntry(fullName, `refs/heads/${defaultBranch}`, folder);
  const entries = entry?.type === 'tree' ? await git.listEntries(fullName, entry.sha) : [];
  const files = entries.filter(({ path }) => /\.ya?ml$/.test(path));
  return Promise.all(
    files.map(async ({ path, sha }) => {
      const text = Buffer.from(await git.readBlob(fullName, sha)).toString();
      // A workflow without a name is shown by its path.
      return renderWorkflow(repository, path, /^name:\s*(.+)$/m.exec(text)?.[1] ?? `${folder}/${path}`);
    }),
  );
}

async function answerList(call: RouteCall): Promise<Response> {
  const all = await listWorkflows(call);
  const page = readPage(call.url);
  const body = { total_count: all.length, workflows: takePage(all, page) };
  return call.respond.json(body, linkHeader(call.url, page, all.length));
}

// By id or by file name (REST, "Get a workflow").
async function answerOne(call: RouteCall): Promise<Response> {
  const wanted = call.groups['workflow'] ?? '';
  const id = /^\d+$/.test(wanted) ? Number(wanted) : workflowId(wanted);
  const found = (await listWorkflows(call)).find((workflow) => workflow.id === id);
  if (found === undefined) throw new RefusalError(404, 'Not Found');
  return call.respond.json(found);
}
