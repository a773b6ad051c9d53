import { createPipelineRequest } from '@azure/core-rest-pipeline';
import type { PipelineRequest } from '@azure/core-rest-pipeline';
import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import { createRetryingClient } from './retrying.ts';

const ports = { clock: createStillClock(), random: () => 0 };

async function findSentSignal(signal: AbortSignal | undefined, own?: AbortSignal): Promise<unknown> {
  const sent: PipelineRequest[] = [];
  const http = scriptHttp(() => ({ status: 200 }));
  const client = createRetryingClient(
    { sendRequest: (request) => (sent.push(request), http.sendRequest(request)) },
    { ...ports, signal },
  );
  const options = { url: 'https://host.example/', ...(own === undefined ? {} : { abortSignal: own }) };
  await client.sendRequest(createPipelineRequest(options));
  return sent[0]?.abortSignal;
}

describe('createRetryingClient', () => {
  const [job, caller] = [new AbortController().signal, new AbortController().signal];

  it('lends the job’s signal to a request that has none', async () => {
    expect(await findSentSignal(job)).toBe(job);
  });

  it('leaves a request its own signal', async () => {
    expect(await findSentSignal(job, caller)).toBe(caller);
  });

  it('sends without one after the job was cancelled', async () => {
    expect(await findSentSignal(undefined)).toBeUndefined();
  });
});
