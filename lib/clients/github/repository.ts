import type { HttpClient } from '@azure/core-rest-pipeline';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import { createRest } from '../http/index.ts';
import type { GithubApi } from './api.ts';
import type { GithubCall } from './failures.ts';

/** What the client of one repository is made of. */
export interface GithubOptions {
  /** GITHUB_API_URL, without a slash at its end. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
  readonly httpClient: HttpClient;
  readonly ports: RetryPorts;
  readonly policy?: RetryPolicy;
}

/** One repository of the API; `base` is where its paths begin. */
export interface Repository {
  readonly api: GithubApi;
  readonly base: string;
}

/** Opens one repository; nothing is asked before the first call. */
export function openRepository(options: GithubOptions): Repository {
  const { apiUrl, repository, token } = options;
  const base = `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;
  return { api: { rest: createRest(options), apiUrl, token }, base };
}

/** A call that a token with `actions: read` may make. */
export function actions(path: string): GithubCall {
  return { path, permission: 'actions: read' };
}

/** A call that a token with `contents: read` may make. */
export function contents(path: string): GithubCall {
  return { path, permission: 'contents: read' };
}

/** A call that a token with `pull-requests: read` may make. */
export function pulls(path: string): GithubCall {
  return { path, permission: 'pull-requests: read' };
}
