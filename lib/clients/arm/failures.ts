import { ExternalError, UserError } from '../../base/errors/index.ts';
import type { CodedError, ErrorCode } from '../../base/errors/index.ts';
import { isAzureRegistry } from '../../domain/image/index.ts';
import { quoteReply } from '../http/index.ts';
import type { ArmRefusal } from '../http/index.ts';
import type { ImportRequest } from './types.ts';

interface Known {
  readonly pattern: RegExp;
  readonly code: ErrorCode;
}

// Texts of the import service: azure-cli and Azure/acr issue threads; there are no stable codes for them.
// https://learn.microsoft.com/azure/container-registry/container-registry-import-images#troubleshoot-import-container-images
const known: readonly Known[] = [
  { pattern: /already exists in target registry/i, code: 'IMPORT_TAG_EXISTS' },
  {
    pattern: /no such host|name or service not known|could not resolve|nodename nor servname/i,
    code: 'IMPORT_UPSTREAM_GONE',
  },
  {
    pattern: /\b50 manifests|too many manifests|manifests? limit|more than 50/i,
    code: 'IMAGE_INDEX_TOO_LARGE',
  },
  { pattern: /429|too many requests|toomanyrequests/i, code: 'IMPORT_UPSTREAM_THROTTLED' },
  {
    pattern: /access to .* denied|unauthorized|authentication required|forbidden|pull access denied/i,
    code: 'IMPORT_SOURCE_DENIED',
  },
  {
    pattern: /manifest unknown|manifest_unknown|not found|name_unknown|does not exist/i,
    code: 'IMPORT_SOURCE_NOT_FOUND',
  },
];

/** The registry's verdict on an import, which comes on the first reply or on a poll of its operation. */
export function explainImportFailure(
  refusal: ArmRefusal,
  request: ImportRequest,
  cause: unknown,
): CodedError {
  const code = classify(refusal.message, request);
  const said = quoteReply(`${refusal.code}: ${hideCredentials(refusal.message, request)}`);
  const facts = { subject: describeSource(request), reason: `Azure says: ${said}`, cause };
  if (code === 'IMAGE_INDEX_TOO_LARGE' || code === 'IMPORT_SOURCE_FOREIGN') return new UserError(code, facts);
  return new ExternalError(code, {
    ...facts,
    ...describeCall(refusal.correlationId),
    status: refusal.status,
    isRetryable: code === 'IMPORT_UPSTREAM_THROTTLED',
  });
}

// Another Azure registry that is named by its host refuses whoever comes without its credentials.
function classify(message: string, { source }: ImportRequest): ErrorCode {
  const code = known.find(({ pattern }) => pattern.test(message))?.code ?? 'IMPORT_FAILED';
  const isForeign = source.kind === 'upstream' && isAzureRegistry(source.host);
  return code === 'IMPORT_SOURCE_DENIED' && isForeign ? 'IMPORT_SOURCE_FOREIGN' : code;
}

/** Nobody can say whether the import began or ended; only the registry can. */
export function explainLostImport(
  request: ImportRequest,
  status: number | undefined,
  cause: unknown,
): ExternalError {
  const lost = cause instanceof Error ? quoteReply(hideCredentials(cause.message, request)) : 'no reply';
  return new ExternalError('IMPORT_OUTCOME_UNKNOWN', {
    subject: describeSource(request),
    reason: status === undefined ? lost : `HTTP ${status}`,
    ...describeCall(undefined),
    ...(status === undefined ? {} : { status }),
    isRetryable: true,
    cause,
  });
}

function describeSource({ source }: ImportRequest): string {
  const place =
    source.kind === 'registry'
      ? source.resourceId.slice(source.resourceId.lastIndexOf('/') + 1)
      : source.host;
  return `${place}/${source.repository}@${source.digest}`;
}

function describeCall(correlationId: string | undefined) {
  const call = { system: 'Azure Resource Manager', operation: 'importImage' };
  return correlationId === undefined ? call : { ...call, correlationId };
}

function hideCredentials(text: string, { source }: ImportRequest): string {
  const password = source.kind === 'upstream' ? source.credentials?.password : undefined;
  return password === undefined || password === '' ? text : text.replaceAll(password, '…');
}
