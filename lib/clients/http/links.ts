/** The address of the next page from a `Link` header (RFC 8288), made absolute; undefined on the last page. */
export function findNextPage(header: string | undefined, base: string): string | undefined {
  if (header === undefined) return undefined;
  for (const [, target = '', parameters = ''] of header.matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel="?(?:[^";]*\s)?next(?:\s[^";]*)?"?/i.test(parameters)) return resolveSameHost(target, base);
  }
  return undefined;
}

// A page on another host would be sent this host's token.
function resolveSameHost(target: string, base: string): string | undefined {
  const url = new URL(target, base);
  return url.origin === new URL(base).origin ? url.href : undefined;
}
