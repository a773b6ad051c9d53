import { nodeId } from '../render/index.ts';
import type { StoredPullRequest, StoredRepository } from '../state.ts';

/** The node id of a pull request. */
export function pullId({ id }: StoredRepository, { number }: StoredPullRequest): string {
  return nodeId('PR', id + number);
}

/** The pull request of a node id. */
export function findPullById(repository: StoredRepository, id: string): StoredPullRequest | undefined {
  return repository.pullRequests.find((pull) => pullId(repository, pull) === id);
}
