import type { HttpClient, PipelineResponse } from '@azure/core-rest-pipeline';
import { findErrorCode } from '../../base/error-code.ts';
import type { RestResponse } from './types.ts';

/** What really went over the wire under an SDK, which folds answers and network errors into messages of its own. */
export interface Trace {
  /** The last answer of 400 or above. */
  refusal?: RestResponse;
  /** The last request that got no answer. */
  failure?: unknown;
  /** The status of the last answer. */
  status?: number;
}

/** Whether an SDK gave up on an answer because it is not what the API promises: HTML of a proxy, cut JSON. */
export function isUnreadable(error: unknown): boolean {
  return findErrorCode(error) === 'PARSE_ERROR' || error instanceof SyntaxError;
}

/** Notes refusals and failures of an SDK's requests. */
export function traceRequests(inner: HttpClient, trace: Trace): HttpClient {
  return {
    sendRequest: async (request) => {
      try {
        const response = await inner.sendRequest(request);
        trace.status = response.status;
        if (response.status >= 400) trace.refusal = toRestResponse(response);
        return response;
      } catch (error) {
        trace.failure = error;
        throw error;
      }
    },
  };
}

function toRestResponse(response: PipelineResponse): RestResponse {
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(response.bodyAsText ?? ''),
  };
}
