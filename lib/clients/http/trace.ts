import type { HttpClient, PipelineResponse } from '@azure/core-rest-pipeline';
import type { RestResponse } from './types.ts';

/** What really went over the wire under an SDK, which folds answers and network errors into messages of its own. */
export interface Trace {
  /** The last answer of 400 or above. */
  refusal?: RestResponse;
  /** The last request that got no answer. */
  failure?: unknown;
}

/** Notes refusals and failures of an SDK's requests. */
export function traceRequests(inner: HttpClient, trace: Trace): HttpClient {
  return {
    sendRequest: async (request) => {
      try {
        const response = await inner.sendRequest(request);
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
