import { expect } from '@jest/globals';
import { addImage, addIndex, digestOf, fill, startContent, types } from './content.ts';
import type { Algorithm, Content, Descriptor, ImageOptions } from './content.ts';
import { accept, ask, deleteBlob, expectBlob, expectManifest, jsonOf, putManifest } from './steps.ts';
import { pushBlob, pushManifest, refusalOf } from './steps.ts';
import type { Case, Stage } from './steps.ts';

const artifact = {
  layers: 1,
  layer: { mediaType: types.one },
  config: { mediaType: types.empty, text: '{}' },
} as const;
const note = { 'org.opencontainers.conformance': 'hello conformance test' };
const strange = { 'org.example.unknown': { deep: ['x', 1, null] } };
const large = Object.fromEntries(
  Array.from({ length: 390 }, (_, index) => [`large-annotation-${index}`, 'A'.repeat(10_000)]),
);

/** Fills a content; the row's name makes its bytes differ from every other's. */
type Fill = (content: Content, label: string) => void;

function image(options: Partial<ImageOptions> & { readonly tags: readonly string[] }): Fill {
  return (content, label) => void addImage(content, { label, ...options });
}

function pair(content: Content, label: string, options: Partial<ImageOptions> = {}): readonly Descriptor[] {
  return ['amd64', 'arm64'].map((architecture) => ({
    ...addImage(content, { label: `${label} ${architecture}`, ...options }),
    platform: { os: 'linux', architecture },
  }));
}

const kinds: readonly (readonly [name: string, fill: Fill, algorithm?: Algorithm])[] = [
  ['image', image({ tags: ['image'] })],
  ['image without compression', image({ tags: ['image-uncompressed'], isPlain: true })],
  ['image with a large manifest', image({ tags: ['large'], fields: { annotations: large } })],
  ['index', (content, label) => void addIndex(content, pair(content, label), { tags: ['index'] })],
  ['nested index', fillNested],
  ['empty index', (content) => void addIndex(content, [], { tags: ['index'] })],
  ['artifact', image({ ...artifact, tags: ['artifact'], fields: { artifactType: types.one } })],
  ['artifact index', fillArtifactIndex],
  [
    'artifact without layers',
    image({ ...artifact, layer: emptyLayer(), tags: ['none'], fields: { artifactType: types.one } }),
  ],
  ['artifacts with subject', fillReferrers],
  ['index with subject', fillIndexReferrer],
  ['missing subject', fillOrphan],
  ['data field', image({ tags: ['data-field'], withData: true })],
  [
    'non-distributable layers',
    image({ tags: ['foreign'], layers: 1, foreign: [foreignLayer(1), foreignLayer(2)] }),
  ],
  ['custom fields', fillCustom],
  ['no layers', image({ tags: ['no-layers'], layers: 0 })],
  ['sha512', (content, label) => void addIndex(content, pair(content, label)), 'sha512'],
];

/** Every kind of content: pushed, listed, read, found by its subject, deleted. */
export const dataCases: readonly Case[] = [
  ...kinds.map(([name, fillContent, algorithm]) => ({
    name,
    async run(stage: Stage) {
      const content = startContent(algorithm);
      fillContent(content, stage.repository);
      await push(stage, content);
      await expectTags(stage, content);
      await read(stage, content);
      await expectReferrers(stage, content);
      await remove(stage, content);
    },
  })),
  { name: 'manifest with a wrong digest', run: pushWrong },
  { name: 'sparse manifest', run: pushSparse },
  { name: 'manifest with an empty media type', run: pushUntyped },
];

function emptyLayer(): NonNullable<ImageOptions['layer']> {
  return { mediaType: types.empty, bytes: Buffer.from('{}') };
}

function foreignLayer(number: number): Descriptor {
  const digest = digestOf(`elsewhere ${number}`);
  return { mediaType: types.foreign, digest, size: 123_456, urls: [`https://store.example.com/${digest}`] };
}

function fillNested(content: Content, label: string): void {
  const inner = ['a', 'b'].map((part) => addIndex(content, pair(content, `${label} ${part}`)));
  addIndex(content, inner, { tags: ['index-of-index'] });
}

function fillArtifactIndex(content: Content, label: string): void {
  const fields = { artifactType: types.one };
  addIndex(content, pair(content, label, { ...artifact, fields }), { fields, tags: ['artifact-index'] });
}

function fillReferrers(content: Content, label: string): void {
  const subject = addImage(content, { label, tags: ['image'] });
  addImage(content, { label: `${label} plain`, fields: { subject } });
  for (const [index, artifactType] of [types.one, types.two].entries()) {
    const annotations = { ...note, own: `${index}` };
    const fields = { artifactType, annotations, subject };
    addImage(content, { ...artifact, label: `${label} ${index}`, fields, tags: [`tagged-${index}`] });
  }
}

function fillIndexReferrer(content: Content, label: string): void {
  const subject = addIndex(content, pair(content, label), { tags: ['index'] });
  const fields = { artifactType: types.one, annotations: note, subject };
  addIndex(content, pair(content, `${label} artifact`, artifact), { fields, tags: ['tagged'] });
}

function fillOrphan(content: Content, label: string): void {
  const subject = { mediaType: types.image, size: 123, digest: digestOf('missing content') };
  const fields = { artifactType: types.one, annotations: note, subject };
  addImage(content, { ...artifact, label, fields, tags: ['tagged'] });
}

function fillCustom(content: Content, label: string): void {
  const children = pair(content, label, { fields: strange });
  addIndex(content, children, { fields: strange, tags: ['custom-fields'] });
}

async function push(stage: Stage, content: Content): Promise<void> {
  for (const [digest, bytes] of content.blobs) await pushBlob(stage, bytes, digest);
  for (const manifest of content.manifests) {
    const replies = [await pushManifest(stage, manifest.digest, manifest)];
    for (const tag of manifest.tags) replies.push(await pushManifest(stage, tag, manifest));
    const subject = [...content.referrers].find(([, lines]) =>
      lines.some(({ digest }) => digest === manifest.digest),
    )?.[0];
    for (const reply of replies) expect(reply.headers['oci-subject']).toBe(subject);
  }
}

async function expectTags(stage: Stage, content: Content): Promise<void> {
  const tags = content.manifests.flatMap((manifest) => manifest.tags).toSorted();
  const all = await ask(stage, 'GET', '/tags/list');
  expect(jsonOf(all)).toEqual({ name: stage.repository, tags });
  const last = tags[Math.floor(tags.length / 2) - 1];
  if (last === undefined) return;
  const rest = await ask(stage, 'GET', `/tags/list?last=${last}`);
  expect(jsonOf(rest)).toMatchObject({ tags: tags.filter((tag) => tag > last) });
}

async function read(stage: Stage, content: Content): Promise<void> {
  for (const manifest of content.manifests) {
    for (const reference of [manifest.digest, ...manifest.tags])
      await expectManifest(stage, reference, manifest);
  }
  for (const [digest, bytes] of content.blobs) await expectBlob(stage, digest, bytes);
}

async function expectReferrers(stage: Stage, content: Content): Promise<void> {
  for (const [subject, lines] of content.referrers) {
    const all = await ask(stage, 'GET', `/referrers/${subject}`);
    expect([all.status, all.headers['content-type']]).toEqual([200, types.index]);
    const sorted = lines.toSorted((a, b) => (a.digest < b.digest ? -1 : 1));
    expect(jsonOf(all)).toEqual({ schemaVersion: 2, mediaType: types.index, manifests: sorted });
    for (const { artifactType = '' } of lines) {
      const path = `/referrers/${subject}?artifactType=${encodeURIComponent(artifactType)}`;
      const filtered = await ask(stage, 'GET', path);
      expect(filtered.headers['oci-filters-applied']).toBe('artifactType');
      const manifests = sorted.filter((line) => line.artifactType === artifactType);
      expect(jsonOf(filtered)).toMatchObject({ manifests });
    }
  }
}

// Referrers go with their subject, so that they may be gone before their turn.
async function remove(stage: Stage, content: Content): Promise<void> {
  for (const { digest } of content.manifests.toReversed()) {
    expect([202, 404]).toContain((await ask(stage, 'DELETE', `/manifests/${digest}`)).status);
    expect((await ask(stage, 'HEAD', `/manifests/${digest}`, { headers: accept })).status).toBe(404);
  }
  for (const digest of content.blobs.keys()) await deleteBlob(stage, digest);
  expect(jsonOf(await ask(stage, 'GET', '/tags/list'))).toMatchObject({ tags: [] });
}

async function pushWrong(stage: Stage): Promise<void> {
  const content = startContent();
  const { digest, mediaType } = addImage(content, { label: stage.repository });
  for (const [own, bytes] of content.blobs) await pushBlob(stage, bytes, own);
  const bytes = Buffer.concat([content.manifests[0]?.bytes ?? Buffer.alloc(0), Buffer.from('  ')]);
  const reply = await putManifest(stage, digest, { bytes, mediaType });
  expect(refusalOf(reply)).toEqual([400, 'DIGEST_INVALID']);
}

// distribution-spec 1.1, "Pushing Manifests": a registry may refuse what names things that are not there, as ACR does.
async function pushSparse(stage: Stage): Promise<void> {
  const content = startContent();
  addImage(content, { label: stage.repository });
  addIndex(content, [{ mediaType: types.image, digest: digestOf(fill('absent', 64)), size: 64 }]);
  for (const manifest of content.manifests)
    expect(refusalOf(await putManifest(stage, manifest.digest, manifest))).toEqual([
      400,
      'MANIFEST_BLOB_UNKNOWN',
    ]);
}

async function pushUntyped(stage: Stage): Promise<void> {
  const content = startContent();
  addImage(content, { label: stage.repository, layers: 0, fields: { mediaType: '' } });
  for (const [digest, bytes] of content.blobs) await pushBlob(stage, bytes, digest);
  for (const manifest of content.manifests) await pushManifest(stage, 'emptylayer', manifest);
}
