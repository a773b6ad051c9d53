import * as v from 'valibot';
import { followMove } from '../hub/index.ts';
import type { HubParts } from '../hub/index.ts';
import { githubSignature } from '../hub/test-merge.ts';
import type { FileContent } from '../git/index.ts';
import { findProtection, hasRole, mayBypass } from '../hub/index.ts';
import type { StoredRepository, StoredToken } from '../state.ts';
import { GraphqlError } from './errors.ts';
import type { GraphqlCall } from './types.ts';

const base64 = v.pipe(
  v.string(),
  v.transform((text) => text.replaceAll(/\s/g, '')),
  v.base64(),
  v.transform((text) => Buffer.from(text, 'base64')),
);

const CommitInput = v.object({
  branch: v.object({ repositoryNameWithOwner: v.string(), branchName: v.string() }),
  expectedHeadOid: v.string(),
  message: v.object({ headline: v.string(), body: v.optional(v.string(), '') }),
  fileChanges: v.object({
    additions: v.optional(v.array(v.object({ path: v.string(), contents: base64 })), []),
    deletions: v.optional(v.array(v.object({ path: v.string() })), []),
  }),
});
type CommitInput = v.InferOutput<typeof CommitInput>;

/** Commits as GitHub does, on the tip that was expected. https://docs.github.com/graphql/reference/mutations#createcommitonbranch */
export async function commitOnBranch(
  { token, ...parts }: GraphqlCall,
  given: unknown,
): Promise<{ readonly repository: StoredRepository; readonly sha: string }> {
  const checked = v.safeParse(CommitInput, given);
  if (!checked.success) throw new GraphqlError('INVALID', 'Variable $input was provided invalid value');
  const input = checked.output;
  const { branchName } = input.branch;
  const repository = readTarget(parts, token, input);
  const { fullName } = repository;
  const ref = `refs/heads/${branchName}`;
  const before = await parts.git.tip(fullName, ref);
  if (before === undefined)
    throw new GraphqlError('NOT_FOUND', `No commit exists on branch "${branchName}".`);
  if (before !== input.expectedHeadOid)
    throw new GraphqlError(
      'STALE_DATA',
      `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
    );
  const author = parts.state.value.accounts.find(({ login }) => login === token.login);
  const after = await parts.git.commit(fullName, {
    branch: branchName,
    message: [input.message.headline, input.message.body].filter((part) => part !== '').join('\n\n'),
    author: { name: token.login, email: author?.emails[0] ?? '' },
    committer: githubSignature,
    files: listFiles(input),
  });
  // Commits of this mutation are signed by GitHub.
  repository.verified.push(after);
  await followMove(parts, fullName, { ref, before, after, actor: token.login });
  return { repository, sha: after };
}

function readTarget(parts: HubParts, token: StoredToken, { branch }: CommitInput): StoredRepository {
  const { repositoryNameWithOwner: name, branchName } = branch;
  const repository = parts.state.value.repositories.find(({ fullName }) => fullName === name);
  if (repository === undefined || name !== token.repository)
    throw new GraphqlError('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
  if (token.permissions['contents'] !== 'write' || !hasRole(repository, token.login, 'write'))
    throw new GraphqlError('FORBIDDEN', 'Resource not accessible by integration');
  const rule = findProtection(repository, branchName);
  if (rule?.requiredApprovals !== undefined && !mayBypass(repository, token.login, rule))
    throw new GraphqlError('FORBIDDEN', 'Changes must be made through a pull request.');
  return repository;
}

function listFiles({ fileChanges }: CommitInput): Readonly<Record<string, FileContent>> {
  const added = fileChanges.additions.map(({ path, contents }) => [path, contents] as const);
  const removed = fileChanges.deletions.map(({ path }) => [path, null] as const);
  return Object.fromEntries<FileContent>([...added, ...removed]);
}
