import type * as v from 'valibot';
import { checkJson } from '../../base/schema.ts';
import { findNextPage, readText } from '../http/index.ts';
import type { Rest, RestRequest, RestResponse } from '../http/index.ts';
import { explainGithubRefusal, malformed, tooMany } from './failures.ts';
import type { GithubCall } from './failures.ts';

/** What all calls share. */
export interface GithubApi {
  readonly rest: Rest;
  readonly apiUrl: string;
  readonly token: string;
}

/** One entry of a page, e.g. 300 changed files of a commit, can be large. */
const maxPageBytes = 16 * 1024 * 1024;

/** One object; undefined is never an answer. */
export async function read<T>(
  api: GithubApi,
  call: GithubCall,
  schema: v.GenericSchema<unknown, T>,
): Promise<T> {
  return takeAnswer(call, await get(api, `${api.apiUrl}${call.path}`), schema);
}

/** The answer as it came, whatever its status. */
export function readResponse(api: GithubApi, { path }: GithubCall): Promise<RestResponse> {
  return get(api, `${api.apiUrl}${path}`);
}

/** One object, or undefined when GitHub does not show it. */
export async function find<T>(
  api: GithubApi,
  call: GithubCall,
  schema: v.GenericSchema<unknown, T>,
): Promise<T | undefined> {
  const response = await get(api, `${api.apiUrl}${call.path}`);
  return response.status === 404 ? undefined : takeAnswer(call, response, schema);
}

/** All pages by GitHub's own `Link` header; more than `maxEntries` entries is an error, never a cut. */
export async function readPages<T>(
  api: GithubApi,
  call: GithubCall,
  schema: v.GenericSchema<unknown, T>,
  bound: { readonly maxEntries: number; readonly count: (page: T) => number },
): Promise<readonly T[]> {
  const pages: T[] = [];
  let entries = 0;
  let url: string | undefined = `${api.apiUrl}${call.path}`;
  while (url !== undefined) {
    const response = await get(api, url);
    const page = takeAnswer(call, response, schema);
    entries += bound.count(page);
    if (entries > bound.maxEntries) throw tooMany(call, bound.maxEntries);
    pages.push(page);
    url = findNextPage(response.headers.get('link'), url);
    if (pages.length > bound.maxEntries) throw tooMany(call, bound.maxEntries);
  }
  return pages;
}

/** The pages until `isEnough`, and whether they were all. */
export async function readSome<T>(
  api: GithubApi,
  call: GithubCall,
  schema: v.GenericSchema<unknown, readonly T[]>,
  max: number,
): Promise<{ readonly entries: readonly T[]; readonly isComplete: boolean }> {
  const entries: T[] = [];
  let url: string | undefined = `${api.apiUrl}${call.path}`;
  while (url !== undefined && entries.length < max) {
    const response = await get(api, url);
    entries.push(...takeAnswer(call, response, schema));
    url = findNextPage(response.headers.get('link'), url);
  }
  return { entries: entries.slice(0, max), isComplete: url === undefined && entries.length <= max };
}

/** Sends a request as the token's owner, in the version of the API that all calls are written for. */
export function send(
  { rest, token }: GithubApi,
  request: Omit<RestRequest, 'headers'>,
): Promise<RestResponse> {
  const headers = {
    Accept: 'application/vnd.github+json',
    Authorization: `Bearer ${token}`,
    'X-GitHub-Api-Version': '2022-11-28',
    ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  return rest.send({ ...request, headers });
}

function get(api: GithubApi, url: string): Promise<RestResponse> {
  return send(api, { method: 'GET', url, maxBytes: maxPageBytes });
}

/** The object in an answer; throws GITHUB_* for any status but 200. */
export function takeAnswer<T>(
  call: GithubCall,
  response: RestResponse,
  schema: v.GenericSchema<unknown, T>,
): T {
  if (response.status !== 200) throw explainGithubRefusal(response, call);
  const checked = checkJson(schema, readText(response));
  if (checked.ok) return checked.value;
  throw malformed(call, checked.problems);
}
