import * as v from 'valibot';
import { readPages, send, takeAnswer } from './api.ts';
import type { GithubApi } from './api.ts';
import { explainGithubRefusal } from './failures.ts';
import type { GithubCall } from './failures.ts';
import { openRepository } from './repository.ts';
import type { GithubOptions } from './repository.ts';

/** A comment of a pull request. */
export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly url: string;
  /** The login of who wrote it, `github-actions[bot]` for a job's token; undefined where the account is gone. */
  readonly author: string | undefined;
}

/** The comments of one repository's pull requests. Throws GITHUB_* codes. */
export interface GithubComments {
  /** Oldest first. */
  listComments(number: number): Promise<readonly Comment[]>;
  addComment(number: number, body: string): Promise<Comment>;
  editComment(id: number, body: string): Promise<Comment>;
}

const maxComments = 5000;

// https://docs.github.com/rest/issues/comments
const CommentBody = v.object({
  id: v.number(),
  body: v.optional(v.nullable(v.string()), ''),
  html_url: v.string(),
  user: v.nullable(v.object({ login: v.string() })),
});

/** Opens the comments of one repository. */
export function createGithubComments(options: GithubOptions): GithubComments {
  const { api, base: repository } = openRepository(options);
  const base = `${repository}/issues`;
  return {
    listComments: (number) => listComments(api, `${base}/${number}/comments?per_page=100`),
    addComment: (number, body) =>
      write(api, 'POST', { path: `${base}/${number}/comments`, permission }, body),
    editComment: (id, body) => write(api, 'PATCH', { path: `${base}/comments/${id}`, permission }, body),
  };
}

const permission = 'pull-requests: write';

async function listComments(api: GithubApi, path: string): Promise<readonly Comment[]> {
  const count = ({ length }: { readonly length: number }): number => length;
  const bound = { maxEntries: maxComments, count };
  const pages = await readPages(api, { path, permission }, v.array(CommentBody), bound);
  return pages.flat().map(toComment);
}

async function write(
  api: GithubApi,
  method: 'POST' | 'PATCH',
  call: GithubCall,
  body: string,
): Promise<Comment> {
  const url = `${api.apiUrl}${call.path}`;
  const response = await send(api, { method, url, body: JSON.stringify({ body }) });
  if (response.status !== 200 && response.status !== 201) throw explainGithubRefusal(response, call);
  return toComment(takeAnswer(call, { ...response, status: 200 }, CommentBody));
}

function toComment({ id, body, html_url: url, user }: v.InferOutput<typeof CommentBody>): Comment {
  return { id, body: body ?? '', url, author: user?.login };
}
