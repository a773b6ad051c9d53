/** User and password of a Basic `Authorization` header (RFC 7617). */
export function readBasic(
  header: string | null,
): { readonly user: string; readonly password: string } | undefined {
  const encoded = /^Basic\s+([\w+/=-]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** The token of a Bearer header (RFC 6750). */
export function readBearer(header: string | null): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(header ?? '')?.[1];
}
