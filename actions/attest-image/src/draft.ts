import type { Statement, StatementKind } from '../../../lib/domain/statement/index.ts';

/** What is to be said of the image. */
export interface Draft {
  readonly kind: Extract<StatementKind, 'provenance' | 'import'>;
  /** The statement as it would have been made at a time (RFC 3339); provenance has a time of its own. */
  readonly build: (recordedAt: string) => Statement;
}
