/** What a registry asks for in `WWW-Authenticate` (RFC 6750 section 3). */
export interface Challenge {
  readonly service: string;
  readonly scope: string;
}

/** Reads a Bearer challenge; undefined when there is none or it names no scope. */
export function findChallenge(header: string | undefined): Challenge | undefined {
  if (header === undefined || !/^bearer\s/i.test(header)) return undefined;
  const parameters = new Map(
    [...header.matchAll(/([a-z_]+)="([^"]*)"/gi)].map(([, name, value]) => [name, value]),
  );
  const service = parameters.get('service');
  const scope = parameters.get('scope');
  return service === undefined || scope === undefined ? undefined : { service, scope };
}
