import type { World } from '../../world/types.ts';
import type { StoredBlob } from './state.ts';

/** Error codes of the Blob service with their status (learn.microsoft.com, "Blob service error codes"). */
const errors = {
  AuthenticationFailed: [
    403,
    'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
  ],
  AuthorizationPermissionMismatch: [
    403,
    'This request is not authorized to perform this operation using this permission.',
  ],
  PublicAccessNotPermitted: [409, 'Public access is not permitted on this storage account.'],
  BlobNotFound: [404, 'The specified blob does not exist.'],
  InvalidRange: [416, 'The range specified is invalid for the current size of the resource.'],
  InvalidBlockList: [400, 'The specified block list is invalid.'],
  InvalidBlockId: [400, 'The specified block ID is invalid. The block ID must be Base64-encoded.'],
  InvalidXmlDocument: [400, 'The specified XML is not syntactically valid.'],
  InvalidBlobType: [409, 'The blob type is invalid for this operation.'],
  InvalidUri: [400, 'The requested URI does not represent any resource on the server.'],
  InvalidHeaderValue: [400, 'The value for one of the HTTP headers is not in the correct format.'],
  MissingRequiredHeader: [400, 'An HTTP header that is mandatory for this request is not specified.'],
  Md5Mismatch: [
    400,
    'The MD5 value specified in the request did not match with the MD5 value calculated by the server.',
  ],
  RequestBodyTooLarge: [413, 'The request body is too large and exceeds the maximum permissible limit.'],
  UnsupportedHttpVerb: [405, 'The resource doesn’t support the specified HTTP verb.'],
} as const satisfies Record<string, readonly [number, string]>;

export type BlobErrorCode = keyof typeof errors;

/** What each reply carries, whatever it says. */
export interface ReplyContext {
  readonly world: World;
  readonly request: Request;
}

/** An error as the Blob service writes it: XML, and the code as a header. */
export function replyError(
  context: ReplyContext,
  code: BlobErrorCode,
  headers: Record<string, string> = {},
): Response {
  const [status, message] = errors[code];
  const common = commonHeaders(context);
  const time = new Date(context.world.clock.now()).toISOString();
  const text = `${message}\nRequestId:${common['x-ms-request-id']}\nTime:${time}`;
  const body = `\uFEFF<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${text}</Message></Error>`;
  const isHead = context.request.method === 'HEAD';
  return new Response(isHead ? null : body, {
    status,
    headers: { ...common, 'x-ms-error-code': code, 'content-type': 'application/xml', ...headers },
  });
}

/** The reply to a write that made or changed a blob. */
export function replyCreated(context: ReplyContext, blob: StoredBlob | undefined): Response {
  const changed = blob === undefined ? {} : versionHeaders(blob);
  const headers = { ...commonHeaders(context), ...changed, 'x-ms-request-server-encrypted': 'true' };
  return new Response(null, { status: 201, headers });
}

/** Headers of every reply of the service. */
export function commonHeaders(context: ReplyContext): Record<string, string> & { 'x-ms-request-id': string } {
  const clientId = context.request.headers.get('x-ms-client-request-id');
  return {
    'x-ms-request-id': context.world.uuid(),
    'x-ms-version': context.request.headers.get('x-ms-version') ?? '2023-11-03',
    date: new Date(context.world.clock.now()).toUTCString(),
    server: 'Windows-Azure-Blob/1.0 Microsoft-HTTPAPI/2.0',
    ...(clientId === null ? {} : { 'x-ms-client-request-id': clientId }),
  };
}

/** Headers that describe a blob. */
export function blobHeaders(blob: StoredBlob): Record<string, string> {
  const metadata = Object.entries(blob.metadata).map(
    ([name, value]) => [`x-ms-meta-${name}`, value] as const,
  );
  return {
    ...versionHeaders(blob),
    ...Object.fromEntries(metadata),
    'content-type': blob.contentType,
    'accept-ranges': 'bytes',
    'x-ms-blob-type': blob.kind,
    'x-ms-creation-time': new Date(blob.createdAt).toUTCString(),
    'x-ms-lease-status': 'unlocked',
    'x-ms-lease-state': 'available',
    'x-ms-server-encrypted': 'true',
    ...(blob.kind === 'AppendBlob' ? { 'x-ms-blob-committed-block-count': String(blob.blocks) } : {}),
  };
}

function versionHeaders(blob: StoredBlob): Record<string, string> {
  const etag = (blob.modifiedAt * 4096 + (blob.version % 4096)).toString(16).toUpperCase();
  return { etag: `"0x${etag}"`, 'last-modified': new Date(blob.modifiedAt).toUTCString() };
}
