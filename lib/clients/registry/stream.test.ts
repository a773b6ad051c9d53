import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, SeenRequest } from '../../../test/support/scripted-http.ts';
import { findErrorCode } from '../../base/error-code.ts';
import { computeDigest } from '../../domain/image/index.ts';
import { createRegistryClient } from './index.ts';
import type { RegistryClient } from './index.ts';

const bytes = Buffer.from('content of a layer');
const digest = computeDigest(bytes);

/** A registry that lets everybody read. */
function createRig(answer: (request: SeenRequest) => ScriptedAnswer) {
  const http = scriptHttp(answer);
  const client = createRegistryClient({
    ...{ registry: 'live.azurecr.io', httpClient: http, mask: () => undefined },
    credential: { getToken: async () => null },
    ports: { clock: createStillClock(), random: () => 0 },
  });
  return { http, client };
}

describe('streamBlob', () => {
  const stream = async (client: RegistryClient, maxBytes = 1000): Promise<readonly string[]> => {
    const tries: string[] = [];
    const sink = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
      tries.push('');
      for await (const piece of pieces) tries.push(`${tries.pop() ?? ''}${Buffer.from(piece).toString()}`);
    };
    const isThere = await client.streamBlob('app', digest, { maxBytes, sink });
    return isThere ? tries : ['absent'];
  };

  it('reads from the first byte again when the connection breaks', async () => {
    let tries = 0;
    const broken = async function* () {
      yield bytes.subarray(0, 5);
      throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    };
    const { client, http } = createRig(({ url }) => {
      if (url.host !== 'data.example')
        return { status: 307, headers: { location: 'https://data.example/blob?sig=x' } };
      tries += 1;
      return { status: 200, body: tries === 1 ? Readable.from(broken()) : bytes };
    });
    expect(await stream(client)).toEqual([bytes.toString().slice(0, 5), bytes.toString()]);
    expect(http.requests.at(-1)?.headers.get('authorization')).toBeUndefined();
  });

  it.each([
    ['has other bytes', 'tampered', 1000, 'REGISTRY_DIGEST_MISMATCH'],
    ['is larger than is read', bytes, 5, 'NETWORK_REPLY_TOO_LARGE'],
  ])('ends with an error when the blob %s', async (_, body, maxBytes, code) => {
    const { client } = createRig(() => ({ status: 200, body }));
    expect(await stream(client, maxBytes).catch(findErrorCode)).toBe(code);
  });

  it('tells what is absent, and what the sink throws, once', async () => {
    expect(await stream(createRig(() => ({ status: 404 })).client)).toEqual(['absent']);
    const { client } = createRig(() => ({ status: 200, body: bytes }));
    let calls = 0;
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const sink = (): Promise<void> => {
      calls += 1;
      return Promise.reject(full);
    };
    await expect(client.streamBlob('app', digest, { maxBytes: 1000, sink })).rejects.toBe(full);
    expect(calls).toBe(1);
  });
});
