/** Where a registry sends clients for a token (https://distribution.github.io/distribution/spec/auth/token/). */
export interface TokenRealm {
  readonly realm: string;
  readonly service: string | undefined;
  readonly scope: string | undefined;
}

/** Reads a Bearer challenge (RFC 6750 section 3); undefined when it names no https address. */
export function findTokenRealm(header: string | undefined): TokenRealm | undefined {
  if (header === undefined || !/^bearer\s/i.test(header)) return undefined;
  const pairs = [...header.matchAll(/([a-z_]+)="([^"]*)"/gi)];
  const parameters = new Map(pairs.map(([, name, value]) => [name, value]));
  const realm = parameters.get('realm');
  if (realm === undefined || !URL.canParse(realm) || new URL(realm).protocol !== 'https:') return undefined;
  return { realm, service: parameters.get('service'), scope: parameters.get('scope') };
}

/** The address that gives anybody a token for pulling. */
export function buildTokenUrl({ realm, service, scope }: TokenRealm, fallbackScope: string): string {
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set('service', service);
  url.searchParams.set('scope', scope ?? fallbackScope);
  return url.href;
}
