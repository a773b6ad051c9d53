import type { World } from '../../world/index.ts';
import type { RefusalDetail } from '../hub/index.ts';

/** Answers in api.github.com's form. */
export interface Responder {
  json(value: unknown, headers?: Readonly<Record<string, string>>, status?: number): Response;
  created(value: unknown): Response;
  /** An answer without a body. */
  empty(status: number): Response;
  /** Bytes under a media type of their own. */
  bytes(value: Uint8Array, contentType: string): Response;
  /** `{message, documentation_url, status}` as GitHub writes errors. */
  error(status: number, message: string, errors?: readonly RefusalDetail[]): Response;
}

/** Makes a responder with the headers that every answer of api.github.com carries. */
export function createResponder(world: World): Responder {
  const common = (): Record<string, string> => ({
    'content-type': 'application/json; charset=utf-8',
    'x-github-api-version-selected': '2022-11-28',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': world.uuid().slice(0, 13).toUpperCase(),
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '999',
    'x-ratelimit-reset': String(Math.floor(world.clock.now() / 1000) + 3600),
    date: new Date(world.clock.now()).toUTCString(),
  });
  const json: Responder['json'] = (value, headers = {}, status = 200) =>
    new Response(JSON.stringify(value), { status, headers: { ...common(), ...headers } });
  return {
    json,
    created: (value) => json(value, {}, 201),
    empty: (status) => new Response(null, { status, headers: common() }),
    bytes: (value, type) =>
      new Response(Buffer.from(value), { headers: { ...common(), 'content-type': type } }),
    error(status, message, errors = []) {
      const more = errors.length === 0 ? {} : { errors };
      const place = { documentation_url: 'https://docs.github.com/rest', status: String(status) };
      return json({ message, ...more, ...place }, {}, status);
    },
  };
}

/** One page of a list, and the `Link` header to the others (GitHub docs, "Using pagination in the REST API"). */
export interface Page {
  readonly number: number;
  readonly size: number;
}

/** Reads `page` and `per_page`; at most 100 a page, 30 by default. */
export function readPage(url: URL, defaultSize = 30): Page {
  const read = (name: string, fallback: number) => {
    const value = Number(url.searchParams.get(name) ?? fallback);
    return Number.isInteger(value) && value > 0 ? value : fallback;
  };
  return { number: read('page', 1), size: Math.min(read('per_page', defaultSize), 100) };
}

/** The `Link` header of a page, or no header on an only page. */
export function linkHeader(url: URL, page: Page, total: number): Readonly<Record<string, string>> {
  const last = Math.max(1, Math.ceil(total / page.size));
  const link = (number: number, rel: string): string => {
    const to = new URL(url);
    to.searchParams.set('page', String(number));
    return `<${to.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page.number > 1 ? [link(page.number - 1, 'prev'), link(1, 'first')] : []),
    ...(page.number < last ? [link(page.number + 1, 'next'), link(last, 'last')] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(', ') };
}

/** The part of a list that a page shows. */
export function takePage<T>(all: readonly T[], page: Page): readonly T[] {
  return all.slice((page.number - 1) * page.size, page.number * page.size);
}
