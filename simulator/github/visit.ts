import type { GitVisitor } from './git/index.ts';
import { followMove, hasRole, listMoves, mayBypass } from './hub/index.ts';
import type { HubParts } from './hub/index.ts';
import { findRepository } from './hub/lookup.ts';
import { actionsBot } from './state.ts';
import type { StoredRepository, StoredToken } from './state.ts';
import type { Tokens } from './tokens.ts';

/** What the holder of a token may do with a repository by git. */
export async function visitRepository(
  parts: HubParts,
  tokens: Tokens,
  name: string,
  authorization: string | undefined,
): Promise<GitVisitor | undefined> {
  const repository = findRepository(parts, name);
  if (repository === undefined || !(await parts.git.exists(repository.fullName))) return undefined;
  const grant = tokens.find(authorization);
  if (!mayRead(repository, grant)) return undefined;
  const { fullName } = repository;
  const pusher = mayPush(repository, grant) ? grant?.login : undefined;
  const before = pusher === undefined ? new Map<string, string>() : await parts.git.refs(fullName, 'refs/');
  return {
    gitDir: parts.git.folderOf(fullName),
    pusher,
    ...listRules(repository, pusher ?? ''),
    locked: (repository.releases ?? [])
      .filter(({ isImmutable }) => isImmutable)
      .map(({ tag }) => `refs/tags/${tag}`),
    // A person's token would need `workflows: write`, a job's can never have it.
    mayChangeWorkflows: pusher !== actionsBot,
    async pushed() {
      for (const move of await listMoves(parts, fullName, before, pusher ?? ''))
        await followMove(parts, fullName, move);
    },
  };
}

function mayRead(repository: StoredRepository, grant: StoredToken | undefined): boolean {
  return repository.visibility === 'public' || readRight(repository, grant) !== undefined;
}

function mayPush(repository: StoredRepository, grant: StoredToken | undefined): boolean {
  return readRight(repository, grant) === 'write' && hasRole(repository, grant?.login ?? '', 'write');
}

function readRight({ fullName }: StoredRepository, grant: StoredToken | undefined): string | undefined {
  return grant?.repository === fullName ? grant.permissions['contents'] : undefined;
}

function listRules(
  repository: StoredRepository,
  pusher: string,
): Pick<GitVisitor, 'pullRequestOnly' | 'noForce'> {
  const rules = repository.protections.filter((rule) => !mayBypass(repository, pusher, rule));
  const toRefs = (kept: typeof rules): readonly string[] =>
    kept.map(({ pattern }) => `refs/heads/${pattern}`);
  return {
    pullRequestOnly: toRefs(rules.filter(({ requiredApprovals }) => requiredApprovals !== undefined)),
    noForce: toRefs(rules.filter(({ allowForcePushes }) => !allowForcePushes)),
  };
}
