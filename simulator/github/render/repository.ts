import type { StoredRepository } from '../state.ts';
import { apiUrl, nodeId } from './text.ts';

/** A repository in short (REST schema `minimal-repository`). */
export function renderRepositoryLink(repository: StoredRepository) {
  const [owner = '', name = ''] = repository.fullName.split('/');
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name,
    full_name: repository.fullName,
    private: repository.visibility === 'private',
    owner: { login: owner, type: repository.parent === undefined ? 'Organization' : 'User' },
    html_url: `https://github.com/${repository.fullName}`,
    url: `${apiUrl}/repos/${repository.fullName}`,
    clone_url: `https://github.com/${repository.fullName}.git`,
    fork: repository.parent !== undefined,
    default_branch: repository.defaultBranch,
    visibility: repository.visibility,
    created_at: repository.createdAt,
  };
}
