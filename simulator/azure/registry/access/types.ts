import type { Principal } from '../../entra/types.ts';

/** The actions of ACR's token scopes on a repository. */
export const repositoryActions = [
  'pull',
  'push',
  'delete',
  'metadata_read',
  'metadata_write',
  'deleted_read',
  'deleted_restore',
] as const;

/** One action of a token scope. */
export type RepositoryAction = (typeof repositoryActions)[number];

/** Who a registry's token was issued to: an Entra principal, or a repository-scoped token of the registry itself. */
export type Holder =
  | { readonly kind: 'principal'; readonly principal: Principal }
  | { readonly kind: 'token'; readonly name: string };

/** One scope of an access token; `actions` are those that were granted. */
export interface Grant {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

/** What a request needs: one of `actions` on a repository or, without a repository, on the catalogue. */
export interface Need {
  readonly type: 'repository' | 'registry';
  readonly name: string;
  /** Any of them is enough. */
  readonly actions: readonly string[];
  /** What the challenge asks for. */
  readonly scope: string;
}

/** Who may come in; each registry has its own. */
export interface Gate {
  /** The refusal to send, or undefined for a request that may go on. Without a need any valid login is enough. */
  refuse(request: Request, need?: Need): Promise<Response | undefined>;
  /** How far the login of a request reaches beyond what the request itself needs. */
  reach(request: Request): Promise<Reach>;
  /** Sends the client for a token with the need's scope. */
  challenge(need: Need): Response;
}

/** What else the login of one request may do. */
export interface Reach {
  /** By the token that was sent. */
  has(need: Need): boolean;
  /** By a token that the same holder could ask for. */
  mayGet(need: Need): boolean;
  /** Whether the holder may read, or judge, what is in quarantine. */
  mayQuarantine(access: 'read' | 'write'): boolean;
}
