import { UserError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { checkShape } from '../../../lib/base/schema.ts';
import type { Comment } from '../../../lib/clients/github/index.ts';
import type { Inputs, Outputs } from './inputs.ts';
import type { Deps } from './ports.ts';
import { readVerdicts } from './read.ts';
import { marker, renderComment } from './render.ts';
import { PullRequestEvent } from './schema.ts';

/** Reads the verdicts, and writes them into the one comment of the pull request that started the run. */
export async function run(inputs: Inputs, deps: Deps, log: Log): Promise<Outputs> {
  const { number, commit } = await readPullRequest(deps);
  const verdicts = await log.group('Read the verdicts', () => readVerdicts(inputs.decisions, inputs.scans));
  for (const { name, decision } of verdicts) log.info(`${name}: ${decision.decision}`);
  const { serverUrl, repository, runId } = deps.job;
  const body = renderComment(verdicts, {
    ...{ repositoryUrl: `${serverUrl}/${repository}`, runId, commit },
    isWhole: (inputs.result ?? 'success') === 'success',
    now: deps.clock.now(),
  });
  const { comment, status } = await log.group(`Comment on pull request ${number}`, () =>
    writeComment({ number, body, author: inputs.commentAuthor }, deps),
  );
  if (comment.author !== inputs.commentAuthor) warnOfAuthor(comment, inputs, log);
  log.info(`${comment.url}: ${status}`);
  return { commentUrl: comment.url, status, images: String(verdicts.length) };
}

async function readPullRequest({
  readEvent,
}: Deps): Promise<{ readonly number: number; readonly commit: string }> {
  const checked = checkShape(PullRequestEvent, await readEvent());
  if (!checked.ok) {
    throw new UserError('COMMENT_NO_PULL_REQUEST', {
      subject: 'the event',
      reason: checked.problems.join('; '),
    });
  }
  const { number, head } = checked.value.pull_request;
  return { number, commit: head.sha };
}

interface Order {
  readonly number: number;
  readonly body: string;
  readonly author: string;
}

async function writeComment(
  { number, body, author }: Order,
  { comments }: Deps,
): Promise<{ readonly comment: Comment; readonly status: string }> {
  const present = await comments.listComments(number);
  // Anybody may write the marker, other apps too; a login with brackets is nobody's but an app's.
  const own = present.find((comment) => comment.author === author && comment.body.startsWith(marker));
  if (own === undefined) return { comment: await comments.addComment(number, body), status: 'added' };
  if (own.body.trim() === body.trim()) return { comment: own, status: 'unchanged' };
  return { comment: await comments.editComment(own.id, body), status: 'edited' };
}

function warnOfAuthor({ author }: Comment, { commentAuthor }: Inputs, log: Log): void {
  log.warning(
    `the token writes as "${author ?? ''}", not as "${commentAuthor}": set \`comment-author\` to it, or every run adds a comment`,
  );
}
