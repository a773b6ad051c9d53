import { RefusalError } from '../hub/index.ts';
import type { StoredRepository, StoredToken } from '../state.ts';

/** GraphQL has no status of its own: a refusal is an entry of `errors` with 200. */
export class GraphqlError extends Error {
  override readonly name = 'GraphqlError';
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const types: Readonly<Record<number, string>> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND' };

/** What GitHub would say of an error that a field ended with; undefined for a bug. */
export function toRefusal(error: unknown): GraphqlError | undefined {
  if (error instanceof GraphqlError) return error;
  if (!(error instanceof RefusalError)) return undefined;
  const details = error.errors.filter((each) => typeof each === 'string');
  return new GraphqlError(types[error.status] ?? 'UNPROCESSABLE', [error.message, ...details].join(': '));
}

/** Throws unless the token has the permission for the repository; reading what is public needs none. */
export function assertGranted(
  { fullName, visibility }: StoredRepository,
  token: StoredToken,
  { name, level }: { readonly name: string; readonly level: 'read' | 'write' },
): void {
  if (level === 'read' && visibility === 'public') return;
  const own = fullName === token.repository ? token.permissions[name] : undefined;
  if (own === 'write' || own === level) return;
  throw new GraphqlError('FORBIDDEN', 'Resource not accessible by integration');
}
