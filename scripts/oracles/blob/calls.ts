import type { Reply } from '../bench/http.ts';
import type { BlobCalls, BlobTarget } from './types.ts';

const version = { 'x-ms-version': '2023-11-03' };
const block = { ...version, 'x-ms-blob-type': 'BlockBlob', 'content-type': 'application/gzip' };

/** What az, the SDKs and the actions ask of the storage behind ACR Tasks. */
export const blobCalls: readonly BlobCalls[] = [
  {
    name: 'Put Blob, then Get Blob and its properties',
    async make(target) {
      const put = await target.send('whole', 'cw', { method: 'PUT', body: 'content', headers: block });
      const [got, head] = [await read(target, 'whole'), await read(target, 'whole', { method: 'HEAD' })];
      return [put.status, got.body.toString(), ...[got, head].map(describe)];
    },
  },
  {
    name: 'Put Blob replaces',
    async make(target) {
      for (const body of ['first, longer', 'second']) {
        await target.send('again', 'cw', { method: 'PUT', body, headers: block });
      }
      return (await read(target, 'again')).body.toString();
    },
  },
  {
    name: 'blocks in the order of their list, invisible before',
    async make(target) {
      const [one, two] = ['b25l', 'dHdv'];
      const staged = [await stage(target, 'blocks', two, 'two'), await stage(target, 'blocks', one, 'one')];
      const before = await read(target, 'blocks');
      const list = await commit(target, 'blocks', [one, two]);
      const after = await read(target, 'blocks');
      return [staged.map(({ status }) => status), codeOf(before), list.status, after.body.toString()];
    },
  },
  {
    name: 'a block list that names an unknown block',
    async make(target) {
      await stage(target, 'partial', 'b25l', 'one');
      return codeOf(await commit(target, 'partial', ['dHdv']));
    },
  },
  {
    name: 'a block list that is no XML',
    make: async (target) =>
      codeOf(
        await target.send('bad', 'cw', {
          method: 'PUT',
          query: 'comp=blocklist',
          body: '<Block',
          headers: version,
        }),
      ),
  },
  {
    name: 'ranges by x-ms-range and by range',
    async make(target) {
      await target.send('ranges', 'cw', { method: 'PUT', body: '0123456789', headers: block });
      const ranges = ['bytes=2-4', 'bytes=8-20', 'bytes=5-'];
      const asked = ranges.flatMap((range) => [{ 'x-ms-range': range }, { range }]);
      const replies = [];
      for (const headers of asked) replies.push(await read(target, 'ranges', { headers }));
      return replies.map(({ status, headers, body }) => [status, headers['content-range'], body.toString()]);
    },
  },
  {
    name: 'a range past the end',
    async make(target) {
      await target.send('short', 'cw', { method: 'PUT', body: '01234', headers: block });
      return codeOf(await read(target, 'short', { headers: { 'x-ms-range': 'bytes=5-9' } }));
    },
  },
  {
    name: 'a blob that is not there',
    async make(target) {
      const head = await read(target, 'absent', { method: 'HEAD' });
      return [codeOf(await read(target, 'absent')), head.status, head.headers['x-ms-error-code']];
    },
  },
  {
    name: 'an etag that changes with the content',
    async make(target) {
      const etags = [];
      for (const body of ['one', 'two']) {
        await target.send('etag', 'cw', { method: 'PUT', body, headers: block });
        etags.push((await read(target, 'etag', { method: 'HEAD' })).headers['etag']);
      }
      return [etags.every((etag) => etag !== undefined), etags[0] === etags[1]];
    },
  },
  {
    name: 'a checksum that is not the content’s',
    async make(target) {
      const headers = { ...block, 'content-md5': 'XUFAKrxLKna5cZ2REBfFkg==' };
      return codeOf(await target.send('md5', 'cw', { method: 'PUT', body: 'other', headers }));
    },
  },
  {
    name: 'a signature that does not allow writing',
    make: async (target) =>
      codeOf(await target.send('denied', 'r', { method: 'PUT', body: 'x', headers: block })),
  },
  {
    name: 'a signature that does not allow reading',
    async make(target) {
      await target.send('unread', 'cw', { method: 'PUT', body: 'x', headers: block });
      return codeOf(await target.send('unread', 'cw', { method: 'GET', headers: version }));
    },
  },
];

function read(
  target: BlobTarget,
  name: string,
  call: { readonly method?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Reply> {
  return target.send(name, 'r', { method: 'GET', ...call, headers: { ...version, ...call.headers } });
}

function stage(target: BlobTarget, name: string, id: string, body: string): Promise<Reply> {
  const query = `comp=block&blockid=${encodeURIComponent(id)}`;
  return target.send(name, 'cw', { method: 'PUT', query, body, headers: version });
}

function commit(target: BlobTarget, name: string, ids: readonly string[]): Promise<Reply> {
  const list = ids.map((id) => `<Latest>${id}</Latest>`).join('');
  const body = `<?xml version="1.0" encoding="utf-8"?><BlockList>${list}</BlockList>`;
  return target.send(name, 'cw', { method: 'PUT', query: 'comp=blocklist', body, headers: version });
}

function describe({ status, headers }: Reply): unknown {
  const {
    'content-length': length,
    'content-type': type,
    'x-ms-blob-type': kind,
    'accept-ranges': ranges,
  } = headers;
  return [status, length, type, kind, ranges];
}

/** Status and error code, from the header that every error carries. */
function codeOf({ status, headers }: Reply): string {
  return status < 400 ? String(status) : `${status} ${headers['x-ms-error-code'] ?? 'no code'}`;
}
