import type { Reply } from '../bench/http.ts';
import { digestOf, outcomeOf, pushBlob, withQuery } from './target.ts';
import type { Target } from './target.ts';
import type { Calls } from './types.ts';

const bytes = { 'content-type': 'application/octet-stream' };

/** Blobs: pushed whole, in pieces, mounted, read and removed. */
export const blobCalls: readonly Calls[] = [
  { name: 'the base of the API', make: async (target) => outcomeOf(await target.send('GET', '/v2/')) },
  {
    name: 'a blob in two requests, then HEAD and GET',
    async make(target) {
      const digest = await pushBlob(target, 'content');
      const head = await target.send('HEAD', `blobs/${digest}`);
      const got = await target.send('GET', `blobs/${digest}`);
      const { 'content-length': length, 'docker-content-digest': named } = head.headers;
      return [head.status, length, named, head.body.length, got.status, got.body.toString()];
    },
  },
  {
    name: 'an empty blob',
    async make(target) {
      const digest = await pushBlob(target, '');
      return (await target.send('GET', `blobs/${digest}`)).body.length;
    },
  },
  {
    name: 'a blob in one request',
    async make(target) {
      const digest = digestOf('at once');
      const reply = await target.send('POST', `blobs/uploads/?digest=${digest}`, {
        body: 'at once',
        headers: bytes,
      });
      return [reply.status, (await target.send('HEAD', `blobs/${digest}`)).status];
    },
  },
  {
    name: 'a blob in pieces, with its progress',
    async make(target) {
      const opened = await target.send('POST', 'blobs/uploads/', { body: '' });
      const first = await patch(target, opened, 'one,', '0-3');
      const state = await target.send('GET', first.headers['location'] ?? '');
      const second = await patch(target, first, 'two', '4-6');
      const put = await finish(target, second, 'one,two');
      const replies = [opened, first, state, second, put];
      return replies.map(({ status, headers }) => [status, status === 201 ? '' : headers['range']]);
    },
  },
  {
    name: 'a piece that does not follow the last one',
    async make(target) {
      const opened = await target.send('POST', 'blobs/uploads/', { body: '' });
      const first = await patch(target, opened, 'one,', '0-3');
      return (await patch(target, first, 'two', '9-11')).status;
    },
  },
  {
    name: 'a digest that is not the content’s',
    async make(target) {
      const opened = await target.send('POST', 'blobs/uploads/', { body: '' });
      const place = withQuery(opened.headers['location'] ?? '', 'digest', digestOf('other'));
      return outcomeOf(await target.send('PUT', place, { body: 'content', headers: bytes }));
    },
  },
  {
    name: 'an upload that is given up',
    async make(target) {
      const opened = await target.send('POST', 'blobs/uploads/', { body: '' });
      const place = opened.headers['location'] ?? '';
      return [await target.send('DELETE', place), await target.send('GET', place)].map(outcomeOf);
    },
  },
  {
    name: 'a mount from a neighbour, of a blob that is there',
    async make(target) {
      const digest = await pushBlob(target, 'shared');
      const reply = await target.send(
        'POST',
        `/v2/${target.sibling}/blobs/uploads/?mount=${digest}&from=${target.name}`,
        {
          body: '',
        },
      );
      const head = await target.send('HEAD', `/v2/${target.sibling}/blobs/${digest}`);
      return [reply.status, reply.headers['docker-content-digest'], head.status];
    },
  },
  {
    name: 'a mount of a blob that is not there becomes an upload',
    async make(target) {
      const query = `mount=${digestOf('absent')}&from=${target.name}`;
      const reply = await target.send('POST', `/v2/${target.sibling}/blobs/uploads/?${query}`, { body: '' });
      return [reply.status, reply.headers['location'] !== undefined];
    },
  },
  {
    name: 'an unknown blob',
    async make(target) {
      await pushBlob(target, 'known');
      const path = `blobs/${digestOf('unknown')}`;
      return [outcomeOf(await target.send('GET', path)), (await target.send('HEAD', path)).status];
    },
  },
  {
    name: 'a malformed digest',
    make: async (target) => outcomeOf(await target.send('GET', 'blobs/sha256:12')),
  },
  {
    name: 'part of a blob',
    async make(target) {
      const digest = await pushBlob(target, '0123456789');
      const reply = await target.send('GET', `blobs/${digest}`, { headers: { range: 'bytes=2-4' } });
      return [reply.status, reply.headers['content-range'], reply.body.toString()];
    },
  },
  {
    name: 'a blob that is removed',
    async make(target) {
      const path = `blobs/${await pushBlob(target, 'removed')}`;
      return [await target.send('DELETE', path), await target.send('GET', path)].map(outcomeOf);
    },
  },
];

function patch(target: Target, { headers }: Reply, body: string, range: string): Promise<Reply> {
  return target.send('PATCH', headers['location'] ?? '', {
    body,
    headers: { ...bytes, 'content-range': range },
  });
}

function finish(target: Target, { headers }: Reply, whole: string): Promise<Reply> {
  const place = withQuery(headers['location'] ?? '', 'digest', digestOf(whole));
  return target.send('PUT', place, { body: '', headers: bytes });
}
