import { describe, expect, it } from '@jest/globals';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, SeenRequest } from '../../../test/support/scripted-http.ts';
import { createFeedClient } from './index.ts';

const url = 'https://feeds.example/current.csv.gz';

function open(answer: (request: SeenRequest, index: number) => ScriptedAnswer) {
  const http = scriptHttp(answer);
  return {
    http,
    client: createFeedClient({ httpClient: http, ports: { clock: createStillClock(), random: () => 0 } }),
  };
}

function redirect(location: string): ScriptedAnswer {
  return { status: 302, headers: { location } };
}

describe('readFile', () => {
  it('follows a redirect within the host and sends no credential', async () => {
    const { client, http } = open(({ url: { pathname } }) =>
      pathname === '/today.csv.gz' ? { status: 200, body: 'scores' } : redirect('/today.csv.gz'),
    );
    expect(Buffer.from(await client.readFile(url, 100)).toString()).toBe('scores');
    expect(http.requests.map(({ headers }) => headers.get('authorization'))).toEqual([undefined, undefined]);
  });

  it('asks again when the host is busy', async () => {
    const { client } = open((_, index) => (index === 0 ? { status: 503 } : { status: 200, body: 'scores' }));
    expect((await client.readFile(url, 100)).byteLength).toBe(6);
  });

  it.each<[string, ScriptedAnswer, string]>([
    ['is not there', { status: 404 }, 'SNAPSHOT_UNAVAILABLE'],
    ['is refused', { status: 403, body: 'Access Denied' }, 'SNAPSHOT_UNAVAILABLE'],
    ['lies with another host', redirect('https://elsewhere.example/x'), 'SNAPSHOT_UNAVAILABLE'],
    ['lies off https', redirect('http://feeds.example/x'), 'SNAPSHOT_UNAVAILABLE'],
    ['is a circle of redirects', redirect('/current.csv.gz'), 'SNAPSHOT_UNAVAILABLE'],
    ['has more than may be', { status: 200, body: 'x'.repeat(101) }, 'SNAPSHOT_MALFORMED'],
  ])('throws when the file %s', async (_, answer, code) => {
    const { client } = open(() => answer);
    await expect(client.readFile(url, 100)).rejects.toMatchObject({ code });
  });
});
