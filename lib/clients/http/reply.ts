import type { RestResponse } from './types.ts';

/** The body as UTF-8 text. */
export function readText(response: RestResponse): string {
  return Buffer.from(response.bytes).toString('utf8');
}

/** What a service says of itself when it refuses: one line, without control characters, cut to a readable length. */
export function quoteReply(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** The service's own number for this request, to give to its support. */
export function readCorrelationId(response: Pick<RestResponse, 'headers'>): string | undefined {
  const names = ['x-ms-correlation-request-id', 'x-ms-request-id', 'x-github-request-id'];
  return names.map((name) => response.headers.get(name)).find((id) => id !== undefined);
}
