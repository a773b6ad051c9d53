import { beforeEach, describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { findErrorCode } from '../../../lib/base/error-code.ts';
import { ExternalError } from '../../../lib/base/errors/index.ts';
import { parseRegistryId } from '../../../lib/domain/image/index.ts';
import { snapshotKinds } from '../../../lib/domain/snapshot/index.ts';
import { knownExploits, renderEpss, renderKev } from '../../../simulator/upstream/scanner-db/exploits.ts';
import { createFakeManagement } from '../../../test/fakes/management.ts';
import { createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { Outputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import { renderSummary } from '../src/summary.ts';

const registryId =
  '/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-lazaret/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine';
const inputs = { tenantId: 'tenant', clientId: 'client', quarantineRegistry: parseRegistryId(registryId) };
const day = 24 * 3_600_000;
const today = Date.parse('2026-11-02T00:00:00Z');
const { kev, epss } = snapshotKinds;
const scores = [{ id: 'CVE-2021-44228', epss: 0.94 }];

let quarantine: FakeRegistry;
beforeEach(() => {
  quarantine = createFakeRegistry('lazaretquarantine.azurecr.io');
});

type Files = Readonly<Record<string, Uint8Array>>;

function publish(date: number): Files {
  return {
    [kev.source]: renderKev(knownExploits, date),
    [epss.source]: gzipSync(renderEpss(scores, date)),
  };
}

async function refresh(files: Files, now = today): Promise<Outputs> {
  const log = createRecordingLog();
  const deps = {
    clock: { now: () => now, sleep: async () => undefined },
    feeds: {
      readFile: async (url: string) => {
        const bytes = files[url];
        if (bytes !== undefined) return bytes;
        const facts = { subject: url, reason: 'it answered HTTP 404', system: 'feed', operation: 'GET' };
        throw new ExternalError('SNAPSHOT_UNAVAILABLE', facts);
      },
    },
    management: () => createFakeManagement(registryId, quarantine, { find: () => undefined }),
    registry: () => quarantine,
  };
  const outputs = await run(inputs, deps, log);
  log.assertClosed();
  return outputs;
}

function tagsOf(repository: string): readonly string[] {
  return [...quarantine.open(repository).tags.keys()].sort();
}

async function readLayer(repository: string, wanted: Uint8Array): Promise<boolean> {
  return [...quarantine.open(repository).blobs.values()].some((bytes) => Buffer.from(bytes).equals(wanted));
}

describe('refresh-snapshots', () => {
  it('brings both files, unpacked and byte for byte, under the day that they are of and latest', async () => {
    const outputs = await refresh(publish(today));
    expect([outputs.kevDate, outputs.epssDate]).toEqual(Array(2).fill('2026-11-02T00:00:00.000Z'));
    expect([tagsOf('tools/kev'), tagsOf('tools/epss')]).toEqual(Array(2).fill(['2026-11-02', 'latest']));
    expect(await readLayer('tools/kev', renderKev(knownExploits, today))).toBe(true);
    expect(await readLayer('tools/epss', renderEpss(scores, today))).toBe(true);
    const digest = await quarantine.findDigest('tools/kev', 'latest');
    expect(outputs.kev).toBe(`lazaretquarantine.azurecr.io/tools/kev@${digest}`);
    expect(renderSummary(outputs, inputs)).toContain(outputs.epss);
  });

  it('does nothing more the second time, and moves latest the next day', async () => {
    const first = await refresh(publish(today));
    expect(await refresh(publish(today))).toEqual(first);
    expect(quarantine.open('tools/kev').manifests.size).toBe(1);
    const next = await refresh(publish(today + day), today + day);
    expect(next.kev).not.toBe(first.kev);
    expect(await quarantine.findDigest('tools/kev', '2026-11-02')).toBe(first.kev.split('@')[1]);
    expect(tagsOf('tools/epss')).toEqual(['2026-11-02', '2026-11-03', 'latest']);
  });

  it('never goes back behind what is there', async () => {
    const { kev: newer } = await refresh(publish(today));
    await expect(refresh(publish(today - day))).rejects.toMatchObject({ code: 'SNAPSHOT_OLDER' });
    expect(await quarantine.findDigest('tools/kev', 'latest')).toBe(newer.split('@')[1]);
    expect(tagsOf('tools/kev')).toEqual(['2026-11-02', 'latest']);
  });

  it('replaces what is no snapshot', async () => {
    const { manifest, digest } = await pushForeign();
    expect(manifest).toBe(digest);
    await refresh(publish(today));
    expect(await quarantine.findDigest('tools/kev', 'latest')).not.toBe(digest);
  });

  it.each<[string, Files, string]>([
    ['a page of an error', { [kev.source]: Buffer.from('<html>Access Denied') }, 'SNAPSHOT_MALFORMED'],
    ['nothing', {}, 'SNAPSHOT_UNAVAILABLE'],
    ['the catalogue of tomorrow', { [kev.source]: renderKev(knownExploits, today + day) }, 'SNAPSHOT_FUTURE'],
    ['text that is not UTF-8', { [kev.source]: Buffer.from([0xff, 0xfe]) }, 'SNAPSHOT_MALFORMED'],
  ])('is told when CISA serves %s, and takes the scores all the same', async (_, files, code) => {
    const { [epss.source]: csv = Buffer.from('') } = publish(today);
    expect(await refresh({ [epss.source]: csv, ...files }).catch(findErrorCode)).toBe(code);
    expect([tagsOf('tools/kev'), tagsOf('tools/epss')]).toEqual([[], ['2026-11-02', 'latest']]);
  });

  it.each<[string, Uint8Array]>([
    ['not packed', renderEpss(scores, today)],
    ['cut off', gzipSync(renderEpss(scores, today)).subarray(0, 40)],
    ['unpacking to too much', gzipSync(Buffer.alloc(65 * 1024 * 1024))],
    ['packed, and cut off before that', gzipSync(renderEpss(scores, today).subarray(0, -3))],
  ])('refuses scores that are %s', async (_, bytes) => {
    const refreshing = refresh({ ...publish(today), [epss.source]: bytes });
    await expect(refreshing).rejects.toMatchObject({ code: 'SNAPSHOT_MALFORMED' });
    expect([tagsOf('tools/kev'), tagsOf('tools/epss')]).toEqual([['2026-11-02', 'latest'], []]);
  });
});

async function pushForeign(): Promise<{ readonly manifest: string; readonly digest: string | undefined }> {
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const digest = await quarantine.writeBlob('tools/kev', Buffer.from('{}'));
  const config = { mediaType: 'application/vnd.oci.empty.v1+json', digest, size: 2 };
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, config, layers: [] }));
  const manifest = await quarantine.writeManifest('tools/kev', { mediaType, bytes, tag: 'latest' });
  return { manifest, digest: await quarantine.findDigest('tools/kev', 'latest') };
}
