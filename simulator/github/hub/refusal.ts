/** What is wrong with one field (REST, "Troubleshooting the REST API", validation failed). */
export type RefusalDetail =
  | string
  | { readonly resource: string; readonly code: string; readonly field: string; readonly message?: string };

/** What GitHub would answer to somebody who may not do this; REST sends it as it is. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  readonly status: number;
  readonly errors: readonly RefusalDetail[];

  constructor(status: number, message: string, errors: readonly RefusalDetail[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}
