import type { GitRepositories } from '../../github/git/index.ts';
import { readText } from '../expressions/index.ts';
import type { WorkflowEvent } from './types.ts';

/**
 * The files that path filters look at: of a push what lies between its two ends, of a pull request what its head
 * changed since it left the base.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#git-diff-comparisons
 */
export async function listChangedFiles(
  git: GitRepositories,
  event: WorkflowEvent,
): Promise<readonly string[]> {
  const { repository, payload, sha } = event;
  const base = readText(payload, 'pull_request', 'base', 'sha') ?? readText(payload, 'before') ?? '';
  const head = readText(payload, 'pull_request', 'head', 'sha') ?? sha;
  // A new branch has nothing before it: its first parent stands for it.
  const isKnown = /[1-9a-f]/.test(base) && (await git.tip(repository, base)) !== undefined;
  const from = isKnown ? base : await git.tip(repository, `${head}~1`);
  if (from === undefined) return (await git.listEntries(repository, head)).map(({ path }) => path);
  return [...(await git.changedPaths(repository, from, head)).keys()];
}
