import type { Principal } from '../entra/types.ts';

/** The answer to an import request: an operation to poll, or ARM's refusal. */
export type ImportStart =
  | { readonly ok: true; readonly operationId: string }
  | { readonly ok: false; readonly status: number; readonly code: string; readonly message: string };

/** How an operation stands; a failure carries the status and error that its poll answers. */
export type ImportState =
  | { readonly state: 'running' }
  | { readonly state: 'succeeded' }
  | { readonly state: 'failed'; readonly status: number; readonly code: string; readonly message: string };

/** ARM's `importImage`: checks at once, copies in the background. */
export interface Imports {
  /** `registryId` is the ARM id of the target; `body` is the request's JSON, not yet checked. */
  start(principal: Principal, registryId: string, body: unknown): Promise<ImportStart>;
  /** Undefined for an operation that never was. */
  poll(operationId: string): ImportState | undefined;
  /** Resolves when all running operations have ended. */
  settled(): Promise<void>;
}
