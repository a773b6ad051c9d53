import { expect } from '@jest/globals';
import { addImage, digestOf, fill, startContent, types } from './content.ts';
import type { Content } from './content.ts';
import { accept, ask, deleteBlob, expectBlob, expectManifest, jsonOf, locationOf } from './steps.ts';
import {
  pushBlob,
  pushManifest,
  putManifest,
  refusalOf,
  sendChunk,
  startUpload,
  withDigest,
} from './steps.ts';
import type { Case, Stage } from './steps.ts';

const absent = digestOf('hello world');

/** The cases of the suite's four workflow categories that stand beside its blobs and kinds of content. */
export const workflowCases: Readonly<Record<'pull' | 'push' | 'discovery' | 'management', readonly Case[]>> =
  {
    pull: [
      { name: 'ping', run: ping },
      {
        name: 'HEAD and GET of a nonexistent blob are 404',
        run: (stage) => expectMissing(stage, `/blobs/${absent}`),
      },
      {
        name: 'HEAD and GET of a nonexistent manifest by tag are 404',
        run: (stage) => expectMissing(stage, '/manifests/.INVALID_MANIFEST_NAME'),
      },
      {
        name: 'HEAD and GET of a nonexistent manifest by digest are 404',
        run: (stage) => expectMissing(stage, `/manifests/${absent}`),
      },
      { name: 'HEAD and GET by digest and by tag agree', run: pull },
      { name: 'a blob of another repository is 404', run: pullForeignBlob },
      { name: 'an error has the form of the specification', run: expectErrorForm },
      { name: 'GET of a malformed digest is 400 or 404', run: getMalformed },
    ],
    push: [
      { name: 'PATCH of a first chunk answers its range', run: pushFirstChunk },
      { name: 'a chunk that was sent already is 416, and GET tells where to go on', run: repeatChunk },
      { name: 'of two equal chunks at the same time one is taken', run: raceChunks },
      { name: 'a chunk that breaks off leaves the upload where it was', run: breakOff },
      { name: 'mounting without from what is nowhere opens an upload', run: mountNothing },
      { name: 'mounting without from opens an upload when the switch says so', run: mountBySwitch },
      { name: 'mounting from where the client may not pull opens an upload', run: mountForbidden },
      { name: 'a manifest whose blobs lie in another repository is refused', run: pushForeignBlobs },
      { name: 'a manifest is taken under four tags', run: pushTags },
      { name: 'PUT to a malformed digest is 400', run: putMalformed },
      { name: 'tag parameters are ignored', run: ignoreTagParameters },
      { name: 'tag parameters are taken when the switch says so', run: takeTagParameters },
      { name: 'a locked subject takes referrers, unless the switch says otherwise', run: referToLocked },
      { name: 'a missing subject is refused when the switch says so', run: refuseOrphan },
    ],
    discovery: [
      { name: 'a repository without content has no tags', run: listNoTags },
      { name: 'a subject without referrers has an empty list', run: listNoReferrers },
      { name: 'tags are limited by n', run: listSomeTags },
      { name: 'tags go on after last', run: listMoreTags },
      { name: 'tags are paged by Link', run: pageTags },
      { name: 'referrers are paged by Link, filtered or not', run: pageReferrers },
    ],
    management: [
      {
        name: 'DELETE of a tag is 405 as ACR has it',
        run: (stage) => deleteTag(stage, { isUntagged: false }),
      },
      {
        name: 'DELETE of a tag is 202 when the switch says so',
        run: (stage) => deleteTag(stage, { isUntagged: true }),
      },
      { name: 'DELETE by digest takes the tags along', run: deleteDigest },
      { name: 'DELETE of a blob is 202, then it is 404', run: removeBlob },
      { name: 'blobs may go before their manifest', run: deleteBlobsFirst },
    ],
  };

async function ping(stage: Stage): Promise<void> {
  expect((await stage.client.send('GET', '/v2/')).status).toBe(200);
}

async function expectMissing(stage: Stage, path: string): Promise<void> {
  for (const method of ['HEAD', 'GET']) expect((await ask(stage, method, path)).status).toBe(404);
}

async function pushImage(
  stage: Stage,
  options: Partial<Parameters<typeof addImage>[1]> = {},
): Promise<Content> {
  const content = startContent();
  addImage(content, { label: stage.repository, tags: ['tagtest0'], ...options });
  for (const [digest, bytes] of content.blobs) await pushBlob(stage, bytes, digest);
  for (const manifest of content.manifests)
    for (const tag of manifest.tags) await pushManifest(stage, tag, manifest);
  return content;
}

function onlyManifest(content: Content): Content['manifests'][number] {
  const [manifest] = content.manifests;
  if (manifest === undefined) throw new Error('nothing was pushed');
  return manifest;
}

async function pull(stage: Stage): Promise<void> {
  const content = await pushImage(stage);
  const manifest = onlyManifest(content);
  for (const reference of [manifest.digest, 'tagtest0']) await expectManifest(stage, reference, manifest);
  for (const [digest, bytes] of content.blobs) await expectBlob(stage, digest, bytes);
}

async function expectErrorForm(stage: Stage): Promise<void> {
  await pushImage(stage);
  const reply = await ask(stage, 'GET', '/manifests/none');
  expect(jsonOf(reply)).toEqual({
    errors: [{ code: 'MANIFEST_UNKNOWN', message: expect.any(String), detail: expect.anything() }],
  });
}

async function getMalformed(stage: Stage): Promise<void> {
  const reply = await ask(stage, 'GET', '/manifests/sha256:totallywrong', { headers: accept });
  expect([400, 404]).toContain(reply.status);
}

async function pushFirstChunk(stage: Stage): Promise<void> {
  const reply = await sendChunk(stage, 'PATCH', await startUpload(stage), {
    bytes: fill('first', 22),
    start: 0,
  });
  expect([reply.status, reply.headers.range]).toEqual([202, '0-21']);
}

async function repeatChunk(stage: Stage): Promise<void> {
  const [whole, location] = [fill(stage.repository, 42), await startUpload(stage)];
  const [first, second] = [whole.subarray(0, 22), whole.subarray(22)];
  await sendChunk(stage, 'PATCH', location, { bytes: first, start: 0 });
  expect((await sendChunk(stage, 'PATCH', location, { bytes: first, start: 0 })).status).toBe(416);
  const status = await stage.client.send('GET', location);
  expect([status.status, status.headers.range]).toEqual([204, '0-21']);
  const more = await sendChunk(stage, 'PATCH', locationOf(stage, status), { bytes: second, start: 22 });
  expect(more.status).toBe(202);
  const target = withDigest(locationOf(stage, more), digestOf(whole));
  expect((await sendChunk(stage, 'PUT', target, { bytes: Buffer.alloc(0) })).status).toBe(201);
}

async function raceChunks(stage: Stage): Promise<void> {
  const [bytes, location] = [fill(stage.repository, 65_536), await startUpload(stage)];
  const chunk = { bytes, start: 0 };
  const replies = await Promise.all([1, 2, 3].map(() => sendChunk(stage, 'PATCH', location, chunk)));
  expect(replies.map(({ status }) => status).toSorted()).toEqual([202, 416, 416]);
  const end = await sendChunk(stage, 'PUT', withDigest(location, digestOf(bytes)), {
    bytes: Buffer.alloc(0),
  });
  expect(end.status).toBe(201);
}

async function breakOff(stage: Stage): Promise<void> {
  const [bytes, location] = [fill(stage.repository, 200_000), await startUpload(stage)];
  const broken = stage.client.send('PATCH', location, { body: bytes, breaksOff: true });
  await expect(broken).rejects.toMatchObject({ code: 'ECONNRESET' });
  const chunk = { bytes, start: 0 };
  expect((await sendChunk(stage, 'PATCH', location, chunk)).status).toBe(202);
  const end = await sendChunk(stage, 'PUT', withDigest(location, digestOf(bytes)), {
    bytes: Buffer.alloc(0),
  });
  expect(end.status).toBe(201);
}

async function mountNothing(stage: Stage): Promise<void> {
  const reply = await ask(stage, 'POST', `/blobs/uploads/?mount=${absent}`);
  expect(reply.status).toBe(202);
  const prefix = `/v2/${stage.repository}/blobs/uploads/`;
  expect(new URL(locationOf(stage, reply)).pathname.startsWith(prefix)).toBe(true);
}

async function mountBySwitch(stage: Stage): Promise<void> {
  stage.simulation.world.setAssumption('registry-anonymous-mount', 'upload');
  const digest = await pushBlob({ ...stage, repository: stage.other }, fill(stage.repository, 64));
  expect((await ask(stage, 'POST', `/blobs/uploads/?mount=${digest}`)).status).toBe(202);
}

// The estate's token for programs that log in by password reaches conformance/ alone.
async function mountForbidden(stage: Stage): Promise<void> {
  const { simulation } = stage;
  const digest = await simulation.world.blobs.put(fill(stage.repository, 64));
  simulation.registries.find(new URL(stage.client.root).hostname)?.addBlob('workload/app', digest);
  for (const query of [`mount=${digest}&from=workload/app`, `mount=${digest}`])
    expect((await ask(stage, 'POST', `/blobs/uploads/?${query}`)).status).toBe(202);
  expect((await ask(stage, 'HEAD', `/blobs/${digest}`)).status).toBe(404);
}

async function pullForeignBlob(stage: Stage): Promise<void> {
  const digest = await pushBlob({ ...stage, repository: stage.other }, fill(stage.repository, 64));
  await pushImage(stage);
  await expectMissing(stage, `/blobs/${digest}`);
}

async function pushForeignBlobs(stage: Stage): Promise<void> {
  const manifest = onlyManifest(await pushImage({ ...stage, repository: stage.other }));
  expect(refusalOf(await putManifest(stage, 'v1', manifest))).toEqual([400, 'MANIFEST_BLOB_UNKNOWN']);
}

async function pushTags(stage: Stage): Promise<void> {
  const tags = ['test0', 'test1', 'test2', 'test3'];
  const manifest = onlyManifest(await pushImage(stage, { tags }));
  for (const tag of tags) await expectManifest(stage, tag, manifest);
}

async function putMalformed(stage: Stage): Promise<void> {
  const manifest = onlyManifest(await pushImage(stage));
  const reply = await putManifest(stage, 'sha256:baddigeststring', manifest);
  expect(refusalOf(reply)).toEqual([400, 'DIGEST_INVALID']);
}

async function ignoreTagParameters(stage: Stage): Promise<void> {
  const manifest = onlyManifest(await pushImage(stage));
  const reply = await putManifest(stage, `${manifest.digest}?tag=a&tag=b`, manifest);
  expect([reply.status, reply.headers['oci-tag']]).toEqual([201, undefined]);
  expect((await ask(stage, 'HEAD', '/manifests/a')).status).toBe(404);
}

async function takeTagParameters(stage: Stage): Promise<void> {
  stage.simulation.world.setAssumption('registry-oci-tag-parameter', 'taken');
  const manifest = onlyManifest(await pushImage(stage));
  const reply = await putManifest(stage, `${manifest.digest}?tag=a&tag=b`, manifest);
  expect([reply.status, reply.headers['oci-tag']]).toEqual([201, 'a, b']);
  for (const tag of ['a', 'b']) await expectManifest(stage, tag, manifest);
  expect((await putManifest(stage, `${manifest.digest}?tag=-a`, manifest)).status).toBe(400);
}

async function referToLocked(stage: Stage): Promise<void> {
  const { world } = stage.simulation;
  const { digest, mediaType, bytes } = onlyManifest(await pushImage(stage));
  const lock = JSON.stringify({ writeEnabled: false, deleteEnabled: false });
  const path = `/acr/v1/${stage.repository}/_manifests/${digest}`;
  expect((await stage.client.send('PATCH', path, { body: lock })).status).toBe(200);
  const subject = { mediaType, digest, size: bytes.byteLength };
  const content = await pushImage(stage, { tags: ['referrer'], fields: { subject } });
  expect((await ask(stage, 'GET', `/referrers/${digest}`)).body.includes(onlyManifest(content).digest)).toBe(
    true,
  );
  world.setAssumption('registry-referrer-of-locked', 'refused');
  const late = startContent();
  addImage(late, { label: stage.repository, fields: { subject, annotations: { late: 'yes' } } });
  expect((await putManifest(stage, 'late', onlyManifest(late))).status).toBe(405);
}

async function refuseOrphan(stage: Stage): Promise<void> {
  stage.simulation.world.setAssumption('registry-missing-subject', 'refused');
  const subject = { mediaType: types.image, digest: absent, size: 11 };
  const content = await pushImage(stage, { tags: [], fields: { subject } });
  const reply = await putManifest(stage, 'orphan', onlyManifest(content));
  expect(refusalOf(reply)).toEqual([400, 'MANIFEST_INVALID']);
}

async function listNoTags(stage: Stage): Promise<void> {
  expect(refusalOf(await ask(stage, 'GET', '/tags/list'))).toEqual([404, 'NAME_UNKNOWN']);
}

async function listNoReferrers(stage: Stage): Promise<void> {
  const reply = await ask(stage, 'GET', `/referrers/${absent}`);
  expect([reply.status, reply.headers['content-type']]).toEqual([200, types.index]);
  expect(jsonOf(reply)).toEqual({ schemaVersion: 2, mediaType: types.index, manifests: [] });
}

const fourTags = ['test0', 'test1', 'test2', 'test3'];

async function listSomeTags(stage: Stage): Promise<void> {
  await pushImage(stage, { tags: fourTags });
  for (const [n, expected] of [
    [0, []],
    [2, ['test0', 'test1']],
    [9, fourTags],
  ] as const)
    expect(jsonOf(await ask(stage, 'GET', `/tags/list?n=${n}`))).toMatchObject({ tags: expected });
}

async function listMoreTags(stage: Stage): Promise<void> {
  await pushImage(stage, { tags: fourTags });
  for (const [query, expected] of [
    ['n=2&last=test1', ['test2', 'test3']],
    ['last=test2', ['test3']],
    ['last=test', fourTags],
    ['last=test3', []],
  ] as const)
    expect(jsonOf(await ask(stage, 'GET', `/tags/list?${query}`))).toMatchObject({ tags: expected });
}

/** Follows `Link` (RFC 8288) to the end and answers the pages. */
async function readPages(stage: Stage, path: string): Promise<readonly unknown[]> {
  const pages: unknown[] = [];
  let next: string | undefined = `/v2/${stage.repository}${path}`;
  while (next !== undefined) {
    const reply = await stage.client.send('GET', next);
    pages.push(jsonOf(reply));
    next = /^<([^>]+)>; rel="next"$/.exec(String(reply.headers['link'] ?? ''))?.[1];
  }
  return pages;
}

async function pageTags(stage: Stage): Promise<void> {
  await pushImage(stage, { tags: fourTags });
  expect(await readPages(stage, '/tags/list?n=3')).toMatchObject([
    { tags: ['test0', 'test1', 'test2'] },
    { tags: ['test3'] },
  ]);
}

async function pageReferrers(stage: Stage): Promise<void> {
  const subject = { mediaType: types.image, digest: absent, size: 11 };
  for (const [index, artifactType] of [types.one, types.one, types.two, types.one].entries()) {
    const fields = { subject, artifactType, annotations: { index: `${index}` } };
    await pushImage(stage, { layers: 0, tags: [`t${index}`], fields });
  }
  const filter = `&artifactType=${encodeURIComponent(types.one)}`;
  for (const [query, lengths] of [
    ['?n=3', [3, 1]],
    [`?n=2${filter}`, [2, 1]],
  ] as const) {
    const pages = await readPages(stage, `/referrers/${absent}${query}`);
    expect(pages).toMatchObject(lengths.map((length) => ({ manifests: Array.from({ length }, () => ({})) })));
  }
}

async function deleteTag(stage: Stage, { isUntagged }: { readonly isUntagged: boolean }): Promise<void> {
  if (isUntagged) stage.simulation.world.setAssumption('registry-oci-tag-delete', 'untag');
  const manifest = onlyManifest(await pushImage(stage));
  expect((await ask(stage, 'DELETE', '/manifests/tagtest0')).status).toBe(isUntagged ? 202 : 405);
  const after = await ask(stage, 'HEAD', '/manifests/tagtest0', { headers: accept });
  expect(after.status).toBe(isUntagged ? 404 : 200);
  await expectManifest(stage, manifest.digest, manifest);
}

async function deleteDigest(stage: Stage): Promise<void> {
  const { digest } = onlyManifest(await pushImage(stage, { tags: fourTags }));
  expect((await ask(stage, 'DELETE', `/manifests/${digest}`)).status).toBe(202);
  for (const reference of [digest, ...fourTags]) await expectMissing(stage, `/manifests/${reference}`);
  expect(jsonOf(await ask(stage, 'GET', '/tags/list'))).toMatchObject({ tags: [] });
  expect((await ask(stage, 'DELETE', `/manifests/${digest}`)).status).toBe(404);
}

async function removeBlob(stage: Stage): Promise<void> {
  const digest = await pushBlob(stage, fill(stage.repository, 64));
  expect((await ask(stage, 'DELETE', `/blobs/${digest}`)).status).toBe(202);
  await expectMissing(stage, `/blobs/${digest}`);
  expect((await ask(stage, 'DELETE', `/blobs/${digest}`)).status).toBe(404);
}

async function deleteBlobsFirst(stage: Stage): Promise<void> {
  const content = await pushImage(stage);
  for (const digest of content.blobs.keys()) await deleteBlob(stage, digest);
  const { digest } = onlyManifest(content);
  expect((await ask(stage, 'DELETE', `/manifests/${digest}`)).status).toBe(202);
}
