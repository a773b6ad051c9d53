import { gzipSync } from 'node:zlib';
import type { Service, World } from '../world/types.ts';
import { feeds, readFeed } from './scanner-db/index.ts';

/** The publishers of KEV and EPSS: `www.cisa.gov` and `epss.empiricalsecurity.com`, each with its one file. */
export function createFeeds(world: World): readonly Service[] {
  const kev = new URL(feeds.kev.source);
  const epss = new URL(feeds.epss.source);
  return [
    {
      name: 'feed of exploited vulnerabilities',
      hosts: [kev.host],
      handle: async ({ url }) => (new URL(url).pathname === kev.pathname ? answerKev(world) : missing()),
    },
    {
      name: 'feed of exploit scores',
      hosts: [epss.host],
      handle: async ({ url }) => answerEpss(world, new URL(url).pathname, epss.pathname),
    },
  ];
}

function answerKev(world: World): Response {
  const { bytes, date } = readFeed(world, 'kev');
  return serve(bytes, 'application/json', date);
}

// The current file is a link to that of the day; the file is compressed, its transfer is not.
function answerEpss(world: World, path: string, current: string): Response {
  const { bytes, date } = readFeed(world, 'epss');
  const today = `/epss_scores-${new Date(date).toISOString().slice(0, 10)}.csv.gz`;
  if (path === current) return new Response(null, { status: 302, headers: { location: today } });
  return path === today ? serve(gzipSync(bytes), 'application/gzip', date) : missing();
}

function serve(bytes: Buffer, type: string, date: number): Response {
  const headers = { 'content-type': type, 'last-modified': new Date(date).toUTCString() };
  return new Response(new Uint8Array(bytes), { headers });
}

function missing(): Response {
  return new Response('Not Found', { status: 404 });
}
