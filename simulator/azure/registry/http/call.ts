import type { Gate } from '../access/types.ts';
import type { Store } from '../store/state.ts';
import type { Uploads } from './sessions.ts';

/** One registry's data plane: its store, its gate, and how it hands out blobs. */
export interface Plane {
  readonly store: Store;
  readonly gate: Gate;
  readonly uploads: Uploads;
  /** Where GET of a blob is sent to; undefined to answer the bytes. */
  readonly redirectBlob?: (repository: string, digest: string) => string | undefined;
  /** Called before a manifest is served by GET; an answer replaces it (Docker Hub's limit). */
  readonly countPull?: () => Response | undefined;
  /** Headers of every manifest that is served. */
  readonly pullHeaders?: () => Readonly<Record<string, string>>;
}

/** One request on the way through a data plane. */
export interface Call {
  readonly plane: Plane;
  readonly request: Request;
  readonly url: URL;
  /** Repository, then tag, digest or upload id, decoded. */
  readonly name: string;
  readonly reference: string;
}

export interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly handle: (call: Call) => Promise<Response>;
}

/** Finds the route of a request; percent-encoded digests (`sha256%3A…`) are decoded first, as the SDKs send them. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  url: URL,
): { readonly route: Route; readonly name: string; readonly reference: string } | undefined {
  const path = decodePath(url.pathname);
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (match !== null) return { route, name: match[1] ?? '', reference: match[2] ?? '' };
  }
  return undefined;
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
