import { ExternalError } from '../../base/errors/index.ts';
import type { ErrorCode } from '../../base/errors/index.ts';
import { quoteReply, readCorrelationId, readText } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';

/** The storage error code, from the header or, where there is none, from the XML body. */
export function readStorageCode(response: RestResponse): string {
  const header = response.headers.get('x-ms-error-code');
  return header ?? /<Code>([A-Za-z]{1,80})<\/Code>/.exec(readText(response))?.[1] ?? '';
}

/** A refusal of the storage account; the link is a secret, so only host and path are named. */
export function explainBlobRefusal(response: RestResponse, url: string, operation: string): ExternalError {
  const { host, pathname } = new URL(url);
  const correlationId = readCorrelationId(response);
  const code = codeOf(response.status);
  return new ExternalError(code, {
    system: 'Azure Storage',
    operation,
    subject: `${host}${pathname}`,
    reason: quoteReply(`HTTP ${response.status} ${readStorageCode(response)}`),
    status: response.status,
    isRetryable: code !== 'BLOB_REFUSED',
    ...(correlationId === undefined ? {} : { correlationId }),
  });
}

// An expired signature is 403 AuthenticationFailed; a blocked network is 403 AuthorizationFailure.
// https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes
function codeOf(status: number): ErrorCode {
  if (status === 401 || status === 403) return 'BLOB_LINK_EXPIRED';
  return status === 429 || status >= 500 ? 'BLOB_UNAVAILABLE' : 'BLOB_REFUSED';
}
