import { ExternalError } from '../../base/errors/index.ts';

/**
 * The address of the next page from a `Link` header (RFC 8288), made absolute; undefined on the last page.
 * A page that is not on the host of the first throws NETWORK_PAGE_ELSEWHERE.
 */
export function findNextPage(header: string | undefined, base: string): string | undefined {
  if (header === undefined) return undefined;
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel="?(?:[^";]*\s)?next(?:\s[^";]*)?"?/i.test(parameters)) return resolveSameHost(target, base);
  }
  return undefined;
}

// A page on another host would be sent this host's token; a list without it would pass for a whole one.
function resolveSameHost(target: string, base: string): string {
  const { origin, host } = new URL(base);
  const url = URL.canParse(target, base) ? new URL(target, base) : undefined;
  if (url?.origin === origin) return url.href;
  throw new ExternalError('NETWORK_PAGE_ELSEWHERE', {
    system: host,
    operation: 'read the next page',
    subject: host,
    reason: url === undefined ? 'its address is no URL' : `it is on ${url.host}`,
  });
}
