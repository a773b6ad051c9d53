import { ExternalError } from '../../base/errors/index.ts';
import type { ErrorCode } from '../../base/errors/index.ts';

interface Failure {
  readonly code: ErrorCode;
  readonly isRetryable: boolean;
}

// Node's system and TLS error codes: https://nodejs.org/api/errors.html#common-system-errors
const failures: ReadonlyMap<string, Failure> = new Map([
  ['ENOTFOUND', { code: 'NETWORK_NAME_UNKNOWN', isRetryable: false }],
  ['EAI_AGAIN', { code: 'NETWORK_NAME_UNKNOWN', isRetryable: true }],
  ['ECONNREFUSED', { code: 'NETWORK_UNREACHABLE', isRetryable: true }],
  ['EHOSTUNREACH', { code: 'NETWORK_UNREACHABLE', isRetryable: true }],
  ['ENETUNREACH', { code: 'NETWORK_UNREACHABLE', isRetryable: true }],
  ['EACCES', { code: 'NETWORK_UNREACHABLE', isRetryable: false }],
  ['ERR_PROXY_TUNNEL', { code: 'NETWORK_PROXY_REFUSED', isRetryable: false }],
  ['ERR_PROXY_INVALID_CONFIG', { code: 'NETWORK_PROXY_REFUSED', isRetryable: false }],
  ['ETIMEDOUT', { code: 'NETWORK_TIMEOUT', isRetryable: true }],
  ['TimeoutError', { code: 'NETWORK_TIMEOUT', isRetryable: true }],
  ['ECONNRESET', { code: 'NETWORK_INTERRUPTED', isRetryable: true }],
  ['EPIPE', { code: 'NETWORK_INTERRUPTED', isRetryable: true }],
  ['ERR_STREAM_PREMATURE_CLOSE', { code: 'NETWORK_INTERRUPTED', isRetryable: true }],
  ['HPE_INVALID_EOF_STATE', { code: 'NETWORK_INTERRUPTED', isRetryable: true }],
  ['Z_BUF_ERROR', { code: 'NETWORK_INTERRUPTED', isRetryable: true }],
]);

const tlsPattern =
  /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Codes of failures before a byte of the request was sent: sending it again cannot do anything twice. */
const unsentCodes: ReadonlySet<string> = new Set([
  'NETWORK_NAME_UNKNOWN',
  'NETWORK_UNREACHABLE',
  'NETWORK_PROXY_REFUSED',
  'NETWORK_TLS_REFUSED',
]);

/** A failure of Node's HTTP client as a NETWORK_* error that names the host; anything else comes back as it is. */
export function explainFailure(error: unknown, host: string, operation: string): unknown {
  if (error instanceof ExternalError || !isErrorLike(error)) return error;
  const failure = findFailure(error);
  if (failure === undefined) return error;
  return new ExternalError(failure.code, {
    system: host,
    operation,
    subject: host,
    reason: readCode(error) ?? error.name,
    isRetryable: failure.isRetryable,
    cause: error,
  });
}

/** Whether the error is one of the way to the host (NETWORK_*). */
export function isNetworkFailure(error: unknown): error is ExternalError {
  return error instanceof ExternalError && error.code.startsWith('NETWORK_');
}

/** Whether the failed request surely did not reach the host. */
export function isSurelyUnsent(error: unknown): boolean {
  return isNetworkFailure(error) && unsentCodes.has(error.code);
}

interface ErrorLike {
  readonly name: string;
  readonly code?: unknown;
}

// Not by class: a DOMException (a time-out) is no Error in every realm.
function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}

function findFailure(error: ErrorLike): Failure | undefined {
  const code = readCode(error);
  if (code !== undefined && tlsPattern.test(code)) return { code: 'NETWORK_TLS_REFUSED', isRetryable: false };
  return failures.get(code ?? error.name);
}

// An AggregateError of several tried addresses carries the code of the first one itself.
function readCode(error: ErrorLike): string | undefined {
  return typeof error.code === 'string' ? error.code : undefined;
}
