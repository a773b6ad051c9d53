import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer } from '../../../test/support/scripted-http.ts';
import { ExternalError } from '../../base/errors/index.ts';
import { createRest, findNextPage, readText } from './index.ts';
import type { RestRequest } from './index.ts';

const url = 'https://host.example/path';

function networkFailure(
  code: 'NETWORK_INTERRUPTED' | 'NETWORK_UNREACHABLE' | 'NETWORK_TLS_REFUSED',
): ExternalError {
  const isRetryable = code !== 'NETWORK_TLS_REFUSED';
  return new ExternalError(code, { system: 'h', operation: 'o', subject: 'h', reason: 'r', isRetryable });
}

async function send(request: Partial<RestRequest>, answers: readonly ScriptedAnswer[]) {
  const http = scriptHttp((_seen, index) => answers[index] ?? { status: 200, body: 'ok' });
  const clock = createStillClock();
  const rest = createRest({ httpClient: http, ports: { clock, random: () => 0 } });
  const outcome = await rest.send({ method: 'GET', url, ...request }).then(
    (response) => `${response.status} ${readText(response)}`,
    (error: unknown) => (error instanceof ExternalError ? error.code : String(error)),
  );
  return { outcome, sent: http.requests.length, slept: clock.slept };
}

describe('createRest', () => {
  it.each([429, 502, 503, 504])('repeats a GET after %d and waits as asked', async (status) => {
    const result = await send({}, [{ status, headers: { 'Retry-After': '3' } }]);
    expect(result).toEqual({ outcome: '200 ok', sent: 2, slept: [3000] });
  });

  it('repeats a GET after a dropped reply', async () => {
    expect((await send({}, [networkFailure('NETWORK_INTERRUPTED')])).sent).toBe(2);
  });

  it.each<[string, ScriptedAnswer, string]>([
    ['a dropped reply', networkFailure('NETWORK_INTERRUPTED'), 'NETWORK_INTERRUPTED'],
    ['503', { status: 503 }, '503 '],
    ['429', { status: 429 }, '429 '],
  ])('never repeats a POST after %s', async (_name, answer, outcome) => {
    expect(await send({ method: 'POST', body: '{}' }, [answer])).toEqual({ outcome, sent: 1, slept: [] });
  });

  it('repeats a POST that surely never left', async () => {
    expect((await send({ method: 'POST' }, [networkFailure('NETWORK_UNREACHABLE')])).sent).toBe(2);
  });

  it('repeats a PUT that its caller calls repeatable', async () => {
    expect((await send({ method: 'PUT', isRepeatable: true }, [{ status: 503 }])).sent).toBe(2);
  });

  it('does not repeat what cannot pass', async () => {
    expect((await send({}, [networkFailure('NETWORK_TLS_REFUSED')])).sent).toBe(1);
    expect((await send({}, [{ status: 404 }])).sent).toBe(1);
  });

  it('gives the last answer when it does not pass', async () => {
    const busy = { status: 503, body: 'busy' };
    const result = await send({}, [busy, busy, busy, busy, busy, busy, busy]);
    expect([result.outcome, result.sent]).toEqual(['503 busy', 6]);
  });

  it('bounds the answer', async () => {
    const result = await send({ maxBytes: 3 }, [{ status: 200, body: 'four' }]);
    expect(result.outcome).toBe('NETWORK_REPLY_TOO_LARGE');
  });
});

describe('findNextPage', () => {
  it.each([
    [
      'a relative page',
      '</v2/_catalog?last=x&n=2>; rel="next"',
      'https://host.example/v2/_catalog?last=x&n=2',
    ],
    ['the right one of two', `<${url}?p=1>; rel="prev", <${url}?p=3>; rel="next"`, `${url}?p=3`],
    ['no next', `<${url}?p=1>; rel="last"`, undefined],
    ['no header', undefined, undefined],
  ])('reads %s', (_name, header, expected) => {
    expect(findNextPage(header, url)).toBe(expected);
  });

  it.each(['https://evil.example/', 'http://host.example/v2', 'https://['])(
    'refuses a list that goes on at %s',
    (page) => {
      expect(() => findNextPage(`<${page}>; rel="next"`, url)).toThrow(
        expect.objectContaining({ code: 'NETWORK_PAGE_ELSEWHERE' }),
      );
    },
  );
});
