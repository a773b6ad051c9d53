import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { StoredRepository } from '../state.ts';
import { apiUrl, nodeId } from './text.ts';

/** The id of a workflow file; the same in every world. */
export function workflowId(file: string): number {
  return createHash('sha256').update(posix.basename(file)).digest().readUInt32BE(0);
}

/** A workflow (REST schema `workflow`). */
export function renderWorkflow(repository: StoredRepository, file: string, name: string) {
  const id = workflowId(file);
  return {
    ...{ id, node_id: nodeId('W', id), name, path: `.github/workflows/${file}`, state: 'active' },
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    url: `${apiUrl}/repos/${repository.fullName}/actions/workflows/${id}`,
    html_url: `https://github.com/${repository.fullName}/blob/${repository.defaultBranch}/.github/workflows/${file}`,
  };
}
