/** Where the API's objects live. */
export const apiUrl = 'https://api.github.com';

/** A time as GitHub writes it: seconds, UTC. */
export function formatSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Such a time, or null where there is none. */
export function formatOptional(ms: number | undefined): string | null {
  return ms === undefined ? null : formatSeconds(ms);
}

/** A GraphQL node id; opaque to clients. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(`${kind}${id}`).toString('base64url')}`;
}
