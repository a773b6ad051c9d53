import { describe, expect, it } from '@jest/globals';
import { parseManifest } from '../artifact/index.ts';
import type { Manifest } from '../artifact/index.ts';
import { computeDigest } from '../image/index.ts';
import { buildSnapshot, readSnapshot, snapshotKinds } from './index.ts';

const { kev, epss } = snapshotKinds;
const date = Date.parse('2026-11-02T06:00:00.500Z');
const content = Buffer.from('{}');
const { manifest, tags } = buildSnapshot(kev, content, date);

function change(manifest: Manifest, from: string, to: string): Manifest {
  const bytes = Buffer.from(Buffer.from(manifest.bytes).toString().replace(from, to));
  return { ...manifest, bytes, digest: computeDigest(bytes) };
}

describe('buildSnapshot', () => {
  it('makes an artifact that is read back with its layer and date', () => {
    const { layer, date: read } = readSnapshot(kev, manifest);
    expect([layer.digest, layer.size, read]).toEqual([computeDigest(content), 2, date]);
    expect(layer.annotations).toEqual({ 'org.opencontainers.image.title': kev.title });
    expect(parseManifest(manifest).annotations['org.opencontainers.image.source']).toBe(kev.source);
    expect(tags).toEqual(['2026-11-02', 'latest']);
  });

  it('makes the same of the same file', () => {
    expect(buildSnapshot(kev, content, date).manifest.digest).toBe(manifest.digest);
    expect(buildSnapshot(epss, content, date).manifest.digest).not.toBe(manifest.digest);
  });
});

describe('readSnapshot', () => {
  it.each([
    ['another kind', buildSnapshot(epss, content, date).manifest],
    ['another media type of the layer', change(manifest, '"application/json"', '"text/html"')],
    ['no date', change(manifest, '2026-11-02T06:00:00.500Z', 'today')],
    ['an enormous file', change(manifest, ',"size":2}],"media', ',"size":99999999999}],"media')],
  ])('refuses %s', (_, other) => {
    expect(() => readSnapshot(kev, other)).toThrow(expect.objectContaining({ code: 'SNAPSHOT_MALFORMED' }));
  });
});

describe('readDate', () => {
  const catalogue = {
    ...{ dateReleased: '2026-11-02T06:00:00.5Z', count: 1 },
    vulnerabilities: [{ cveID: 'CVE-2021-44228' }],
  };
  const scores = '#model_version:v2025.03.14,score_date:2026-11-02T00:00:00+0000\ncve,epss,percentile\n';

  it('answers when the file was made', () => {
    expect(kev.readDate(JSON.stringify(catalogue))).toEqual({ date });
    const expected = { date: Date.parse('2026-11-02T00:00:00Z') };
    expect(epss.readDate(`${scores}CVE-2021-44228,0.94358,0.99957\n`)).toEqual(expected);
  });

  it.each([
    ['a page of an error', kev.readDate('<html>')],
    ['a catalogue that misses entries', kev.readDate(JSON.stringify({ ...catalogue, count: 2 }))],
    ['scores that were cut off', epss.readDate(`${scores}CVE-2021-44228,0.94358,0.9`)],
    ['no scores', epss.readDate(scores)],
  ])('refuses %s', (_, answer) => {
    expect(answer).toEqual({ problem: expect.any(String) });
  });
});
