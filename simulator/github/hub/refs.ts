import { actionsBot } from '../state.ts';
import type { StoredRepository, StoredToken } from '../state.ts';
import { followMove } from './branches.ts';
import type { HubParts } from './lookup.ts';
import { RefusalError } from './refusal.ts';
import { findProtection, mayBypass } from './rules.ts';

const workflowsFolder = '.github/workflows';
const branchPrefix = 'refs/heads/';
const tagPrefix = 'refs/tags/';

/** A ref that somebody wants somewhere else. */
export interface RefOrder {
  readonly ref: string;
  readonly token: Pick<StoredToken, 'login'>;
  /** Where it shall point; undefined removes it. */
  readonly sha: string | undefined;
  readonly isForced?: boolean;
}

/**
 * Makes, moves or removes a ref as the REST API does. Statuses and words: https://docs.github.com/rest/git/refs and
 * what clients report of them.
 */
export async function changeRef(
  parts: HubParts,
  repository: StoredRepository,
  { ref, token, sha, isForced = false }: RefOrder,
): Promise<void> {
  const { fullName } = repository;
  const before = await findRef(parts, fullName, ref);
  assertUnlocked(repository, ref);
  assertUnprotected(repository, ref, token.login);
  if (sha !== undefined) {
    if ((await parts.git.tip(fullName, sha)) !== sha) throw new RefusalError(422, 'Object does not exist');
    if (before !== undefined) await assertForward(parts, repository, { ref, before, sha, isForced });
    await assertWorkflowsStay(parts, repository, { login: token.login, before, sha });
  }
  await parts.git.setRef(fullName, ref, sha);
  await followMove(parts, fullName, { ref, before, after: sha, actor: token.login });
}

/** The commit that a full ref name points at. */
export async function findRef({ git }: HubParts, fullName: string, ref: string): Promise<string | undefined> {
  return (await git.refs(fullName, ref)).get(ref);
}

// "Git tags cannot be moved or deleted": https://docs.github.com/code-security/concepts/supply-chain-security/immutable-releases
function assertUnlocked({ releases = [] }: StoredRepository, ref: string): void {
  const locked = releases.find(({ isImmutable, tag }) => isImmutable && ref === `${tagPrefix}${tag}`);
  if (locked !== undefined) throw new RefusalError(422, `Cannot update ${ref}: it has an immutable release`);
}

function assertUnprotected(repository: StoredRepository, ref: string, login: string): void {
  if (!ref.startsWith(branchPrefix)) return;
  const rule = findProtection(repository, ref.slice(branchPrefix.length));
  if (rule?.requiredApprovals === undefined || mayBypass(repository, login, rule)) return;
  throw new RefusalError(422, 'Changes must be made through a pull request.');
}

interface Move {
  readonly ref: string;
  readonly before: string;
  readonly sha: string;
  readonly isForced: boolean;
}

async function assertForward(
  { git }: HubParts,
  repository: StoredRepository,
  { ref, before, sha, isForced }: Move,
): Promise<void> {
  const isForward = (await git.mergeBase(repository.fullName, before, sha)) === before;
  if (isForward) return;
  if (!isForced) throw new RefusalError(422, 'Update is not a fast forward');
  const rule = ref.startsWith(branchPrefix)
    ? findProtection(repository, ref.slice(branchPrefix.length))
    : undefined;
  if (rule?.allowForcePushes === false)
    throw new RefusalError(422, 'Cannot force-push to this protected branch');
}

/** A GITHUB_TOKEN has no `workflows: write`: see the assumption for when it needs it. */
async function assertWorkflowsStay(
  parts: HubParts,
  { fullName, defaultBranch }: StoredRepository,
  {
    login,
    before,
    sha,
  }: { readonly login: string; readonly before: string | undefined; readonly sha: string },
): Promise<void> {
  if (login !== actionsBot) return;
  const { git, world } = parts;
  const isByPast = world.assume('github-workflows-of-moved-refs') === 'where-it-was';
  if (!isByPast && [...(await git.refs(fullName, 'refs/')).values()].includes(sha)) return;
  const compared = isByPast && before !== undefined ? before : `refs/heads/${defaultBranch}`;
  const [own, other] = await Promise.all(
    [sha, compared].map(async (commit) => (await git.findEntry(fullName, commit, workflowsFolder))?.sha),
  );
  if (own !== other) throw new RefusalError(403, 'Resource not accessible by integration');
}
