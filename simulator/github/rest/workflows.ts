import { posix } from 'node:path';
import * as v from 'valibot';
import { RefusalError, findRef } from '../hub/index.ts';
import { apiUrl, renderWorkflow, workflowId } from '../render/index.ts';
import { readBody } from './body.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import { readEngine } from './runs.ts';
import type { Route, RouteCall } from './types.ts';

const folder = '.github/workflows';

export const workflowRoutes: readonly Route[] = [
  { path: /^\/actions\/workflows$/, permission: 'actions', answer: answerList },
  { path: /^\/actions\/workflows\/(?<workflow>[^/]+)$/, permission: 'actions', answer: answerOne },
  {
    method: 'POST',
    path: /^\/actions\/workflows\/(?<workflow>[^/]+)\/dispatches$/,
    permission: 'actions',
    answer: answerDispatch,
  },
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
  return call.respond.json(await readWorkflow(call));
}

async function readWorkflow(call: RouteCall) {
  const wanted = call.groups['workflow'] ?? '';
  const id = /^\d+$/.test(wanted) ? Number(wanted) : workflowId(wanted);
  const found = (await listWorkflows(call)).find((workflow) => workflow.id === id);
  if (found === undefined) throw new RefusalError(404, 'Not Found');
  return found;
}

const DispatchBody = v.strictObject({
  ref: v.string(),
  inputs: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
  return_run_details: v.optional(v.boolean(), false),
});

// https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event; since 2026-02 it answers the run on request.
async function answerDispatch(call: RouteCall): Promise<Response> {
  const { repository, token, respond } = call;
  const { path } = await readWorkflow(call);
  const body = await readBody(call.request, DispatchBody);
  const { ref, sha } = await readDispatchRef(call, body.ref);
  const id = await readEngine(call).dispatch({
    ...{ repository: repository.fullName, workflow: posix.basename(path), ref, sha },
    ...{ actor: token.login, inputs: body.inputs },
  });
  if (!body.return_run_details) return respond.empty(204);
  const place = `${repository.fullName}/actions/runs/${id}`;
  return respond.json({
    workflow_run_id: id,
    run_url: `${apiUrl}/repos/${place}`,
    html_url: `https://github.com/${place}`,
  });
}

// "The git reference for the workflow. The reference can be a branch or tag name."
async function readDispatchRef({ parts, repository }: RouteCall, name: string) {
  for (const ref of [name, `refs/heads/${name}`, `refs/tags/${name}`]) {
    const sha = ref.startsWith('refs/') ? await findRef(parts, repository.fullName, ref) : undefined;
    if (sha !== undefined) return { ref, sha };
  }
  throw new RefusalError(422, `No ref found for: ${name}`);
}
