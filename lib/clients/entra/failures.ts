import * as v from 'valibot';
import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { CodedError, ErrorCode } from '../../base/errors/index.ts';
import { checkJson } from '../../base/schema.ts';
import { quoteReply, readText } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';
import { findClaims } from './claims.ts';

/** Whom and what the refused sign-in was for. */
export interface SignIn {
  readonly tenantId: string;
  readonly clientId: string;
  readonly scope: string;
  readonly assertion: string;
}

const ErrorBody = v.object({
  error: v.optional(v.string()),
  error_description: v.optional(v.string()),
  error_codes: v.optional(v.array(v.number())),
  correlation_id: v.optional(v.string()),
});

// https://learn.microsoft.com/entra/identity-platform/reference-error-codes#aadsts-error-codes
const codes: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [70021, 'ENTRA_FEDERATION_MISMATCH'],
  [700211, 'ENTRA_FEDERATION_MISMATCH'],
  [700212, 'ENTRA_FEDERATION_MISMATCH'],
  [700213, 'ENTRA_FEDERATION_MISMATCH'],
  [700223, 'ENTRA_FEDERATION_MISMATCH'],
  [700238, 'ENTRA_FEDERATION_MISMATCH'],
  [700024, 'ENTRA_ASSERTION_EXPIRED'],
  [50027, 'ENTRA_ASSERTION_REFUSED'],
  [50013, 'ENTRA_ASSERTION_REFUSED'],
  [700021, 'ENTRA_ASSERTION_REFUSED'],
  [700023, 'ENTRA_ASSERTION_REFUSED'],
  [700027, 'ENTRA_ASSERTION_REFUSED'],
  [7000214, 'ENTRA_ASSERTION_REFUSED'],
  [7000215, 'ENTRA_ASSERTION_REFUSED'],
  [7000272, 'ENTRA_ASSERTION_REFUSED'],
  [700016, 'ENTRA_APPLICATION_UNKNOWN'],
  [90002, 'ENTRA_TENANT_UNKNOWN'],
  [900023, 'ENTRA_TENANT_UNKNOWN'],
  [53003, 'ENTRA_ACCESS_BLOCKED'],
  [53004, 'ENTRA_ACCESS_BLOCKED'],
  [7000112, 'ENTRA_ACCESS_BLOCKED'],
  [500011, 'ENTRA_RESOURCE_UNKNOWN'],
  [650057, 'ENTRA_RESOURCE_UNKNOWN'],
  [70011, 'ENTRA_RESOURCE_UNKNOWN'],
]);

const userCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'ENTRA_FEDERATION_MISMATCH',
  'ENTRA_APPLICATION_UNKNOWN',
  'ENTRA_TENANT_UNKNOWN',
  'ENTRA_ACCESS_BLOCKED',
  'ENTRA_RESOURCE_UNKNOWN',
]);

/** The AADSTS numbers of a refusal, the first one decides. */
function readAadstsNumbers(body: string): readonly number[] {
  const checked = checkJson(ErrorBody, body);
  const listed = checked.ok ? (checked.value.error_codes ?? []) : [];
  const written = [...body.matchAll(/AADSTS(\d{4,8})/g)].map(([, digits]) => Number(digits));
  return [...new Set([...listed, ...written])];
}

/** A refusal of the token endpoint as a coded error that says what to register or correct. */
export function explainRefusal(refusal: RestResponse, signIn: SignIn, cause: unknown): CodedError {
  const body = readText(refusal);
  const numbers = readAadstsNumbers(body);
  const isBusy = refusal.status === 429 || refusal.status >= 500;
  const code = numbers.map((number) => codes.get(number)).find((known) => known !== undefined);
  const chosen = code ?? (isBusy ? 'ENTRA_UNAVAILABLE' : 'ENTRA_REFUSED');
  const facts = {
    subject: subjectOf(chosen, signIn),
    reason: reasonOf(chosen, numbers, refusal, signIn),
    cause,
  };
  if (userCodes.has(chosen)) return new UserError(chosen, facts);
  return new ExternalError(chosen, {
    ...facts,
    ...correlationOf(body),
    system: 'Microsoft Entra ID',
    operation: 'token request',
    status: refusal.status,
    isRetryable: chosen === 'ENTRA_UNAVAILABLE' || chosen === 'ENTRA_ASSERTION_EXPIRED',
  });
}

function subjectOf(code: ErrorCode, signIn: SignIn): string {
  if (code === 'ENTRA_TENANT_UNKNOWN') return signIn.tenantId;
  return code === 'ENTRA_RESOURCE_UNKNOWN' ? signIn.scope : signIn.clientId;
}

function reasonOf(
  code: ErrorCode,
  numbers: readonly number[],
  refusal: RestResponse,
  signIn: SignIn,
): string {
  const number = numbers[0] === undefined ? `HTTP ${refusal.status}` : `AADSTS${numbers[0]}`;
  if (code === 'ENTRA_FEDERATION_MISMATCH') return `${number}; ${renderClaims(signIn.assertion)}`;
  const checked = checkJson(ErrorBody, readText(refusal));
  const said = checked.ok ? checked.value.error_description : undefined;
  return said === undefined
    ? number
    : `${number}; Entra says: ${quoteReply(said.replaceAll(signIn.assertion, '…'))}`;
}

function renderClaims(assertion: string): string {
  const claims = findClaims(assertion);
  if (claims === undefined) return 'the OIDC token could not be decoded';
  return `register the subject "${claims.subject}" with the issuer "${claims.issuer}" and the audience "${claims.audience}"`;
}

function correlationOf(body: string): { readonly correlationId?: string } {
  const checked = checkJson(ErrorBody, body);
  const id = checked.ok ? checked.value.correlation_id : undefined;
  return id === undefined ? {} : { correlationId: id };
}
