import type { HttpClient, Pipeline, PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import { isSafeMethod, retry } from '../../base/retry.ts';
import type { RetryPolicy, RetryPorts } from '../../base/retry.ts';
import { attemptRequest } from './attempt.ts';
import { boundBody, readBody } from './body.ts';
import { explainFailure } from './failures.ts';
import { defaultRetryPolicy, userAgent } from './policy.ts';
import type { Rest, RestRequest, RestResponse } from './types.ts';

/** What a REST client is made of. */
export interface RestOptions {
  readonly httpClient: HttpClient;
  readonly ports: RetryPorts;
  readonly policy?: RetryPolicy;
  /** Policies of core-rest-pipeline, e.g. a bearer token; loaded with the first request. */
  readonly loadPolicies?: () => Promise<readonly PipelinePolicy[]>;
}

type Body = NonNullable<PipelineResponse['readableStreamBody']>;

/** The most that an answer may have when the request does not say. */
const defaultMaxBytes = 4 * 1024 * 1024;
/** The most that is read of a refusal or redirect. */
const maxRefusalBytes = 256 * 1024;

/** Our own REST calls on the pipeline that the SDKs use, with one rule for what is sent again. */
export function createRest(options: RestOptions): Rest {
  let pipeline: Promise<Pipeline> | undefined;
  const openPipeline = (): Promise<Pipeline> => (pipeline ??= buildPipeline(options));
  return {
    send: async (request) => {
      const built = await openPipeline();
      const isRepeatable = request.isRepeatable ?? isSafeMethod(request.method);
      return retry(
        () => attemptRequest(() => sendOnce(request, built, options), isRepeatable, options.ports.clock),
        options.policy ?? defaultRetryPolicy,
        request.signal === undefined ? options.ports : { ...options.ports, signal: request.signal },
      );
    },
  };
}

async function buildPipeline(options: RestOptions): Promise<Pipeline> {
  const { createEmptyPipeline } = await import('@azure/core-rest-pipeline');
  const pipeline = createEmptyPipeline();
  for (const policy of (await options.loadPolicies?.()) ?? []) pipeline.addPolicy(policy);
  return pipeline;
}

async function sendOnce(
  request: RestRequest,
  pipeline: Pipeline,
  options: RestOptions,
): Promise<RestResponse> {
  const { createHttpHeaders, createPipelineRequest } = await import('@azure/core-rest-pipeline');
  const signal = request.signal ?? options.ports.signal;
  const outgoing = createPipelineRequest({
    url: request.url,
    method: request.method,
    headers: createHttpHeaders({ 'User-Agent': userAgent, ...request.headers }),
    streamResponseStatusCodes: new Set([Number.POSITIVE_INFINITY]),
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(signal === undefined ? {} : { abortSignal: signal }),
  });
  const response = await pipeline.sendRequest(options.httpClient, outgoing);
  return { status: response.status, headers: response.headers, bytes: await collect(response, request) };
}

async function collect(response: PipelineResponse, request: RestRequest): Promise<Uint8Array> {
  const { readableStreamBody: body, status } = response;
  if (body === undefined) return Buffer.from(response.bodyAsText ?? '');
  if (request.sink === undefined || status >= 300) return drain(body, status, request);
  await request.sink(explainPieces(body, status, request));
  return new Uint8Array();
}

async function drain(body: Body, status: number, request: RestRequest): Promise<Uint8Array> {
  try {
    return await readBody(body, boundOf(request, status), new URL(request.url).host);
  } catch (error) {
    throw explain(error, request);
  }
}

// What the sink throws is its own and no failure of the way to the host.
async function* explainPieces(body: Body, status: number, request: RestRequest): AsyncGenerator<Uint8Array> {
  try {
    yield* boundBody(body, boundOf(request, status), new URL(request.url).host);
  } catch (error) {
    throw explain(error, request);
  }
}

function explain(error: unknown, request: RestRequest): unknown {
  request.signal?.throwIfAborted();
  const { host, pathname } = new URL(request.url);
  return explainFailure(error, host, `${request.method} ${pathname}`);
}

// The caller's bound is for what it asked for; a refusal explains itself in a body of its own size.
function boundOf(request: RestRequest, status: number): number {
  return status < 300 ? (request.maxBytes ?? defaultMaxBytes) : maxRefusalBytes;
}
