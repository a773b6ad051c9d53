import { readEntry } from './catalogue.ts';
import type { ErrorCode } from './catalogue.ts';

/** What an error says about its one occasion. */
export interface ErrorFacts {
  /** The thing the error is about: an image, a path, a registry, an input. */
  readonly subject: string;
  /** Why, in words a person can act on. */
  readonly reason: string;
  /** What to change; the remedy of the table when absent. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/** What is known of the call that a system refused or broke. */
export interface ExternalFacts extends ErrorFacts {
  /** The system that was called, e.g. `Azure Container Registry`. */
  readonly system: string;
  /** The operation in the system's own words, e.g. `importImage`. */
  readonly operation: string;
  readonly status?: number;
  readonly correlationId?: string;
  /** Whether the same call may succeed later without any change. */
  readonly isRetryable?: boolean;
}

/** An error with a code of the table; its message is one line: title, subject in quotes, reason. */
export abstract class CodedError extends Error {
  readonly code: ErrorCode;
  readonly subject: string;
  readonly reason: string;
  readonly remedy: string;

  constructor(code: ErrorCode, facts: ErrorFacts) {
    const entry = readEntry(code);
    super(`${entry.title}: "${facts.subject}": ${facts.reason}`, { cause: facts.cause });
    this.name = new.target.name;
    this.code = code;
    this.subject = facts.subject;
    this.reason = facts.reason;
    this.remedy = facts.remedy ?? entry.remedy;
  }
}

/** Wrong input or a missing permission: the caller can mend it. */
export class UserError extends CodedError {}

/** A system refused or broke. */
export class ExternalError extends CodedError {
  readonly system: string;
  readonly operation: string;
  readonly status: number | undefined;
  readonly correlationId: string | undefined;
  readonly isRetryable: boolean;

  constructor(code: ErrorCode, facts: ExternalFacts) {
    super(code, facts);
    this.system = facts.system;
    this.operation = facts.operation;
    this.status = facts.status;
    this.correlationId = facts.correlationId;
    this.isRetryable = facts.isRetryable ?? false;
  }
}
