import { createHash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect } from '@jest/globals';
import { findCache } from '../../../scripts/oracles/programs/find.ts';
import { ghProgram } from '../../../scripts/oracles/programs/pinned.ts';
import { repository } from '../../../simulator/estate/index.ts';
import type { StoredRelease, StoredRepository } from '../../../simulator/github/state.ts';
import type { RunReport } from '../../../simulator/runner/index.ts';
import { itWhen } from '../../support/optional.ts';
import { useReleases } from '../../support/world/release.ts';
import { readSigned } from '../../support/world/sigstore.ts';
import { findJob, readCodes } from '../../support/world/workflows.ts';

const gh = ghProgram.find(findCache(process.env));
const itReleases = itWhen(gh !== undefined, 'gh: npm run oracles -- --install gh');
const world = useReleases(gh);
const { fullName } = repository;
const timeoutMs = 120_000;

function github(): StoredRepository {
  const found = world().simulation.github.hub.findRepository(fullName);
  if (found === undefined) throw new Error(`${fullName} is not there`);
  return found;
}

function findRelease(tag: string): StoredRelease | undefined {
  return github().releases?.find((each) => each.tag === tag);
}

async function readAsset(release: StoredRelease | undefined, name: string): Promise<Buffer> {
  const asset = release?.assets.find((each) => each.name === name);
  return Buffer.from((await world().simulation.world.blobs.read(asset?.digest ?? '')) ?? []);
}

/** How each job ended, and why release.yml itself stopped. */
function sumUp(report: RunReport): readonly unknown[] {
  const end = (key: string) => findJob(report, key).conclusion;
  const codes = report.jobs.flatMap(readCodes).filter((code) => code.startsWith('RELEASE_'));
  return [end('verify'), end('attest'), end('publish'), codes];
}

const [untouched, stopped] = [
  ['failure', 'skipped', 'skipped'],
  ['success', 'success', 'failure'],
];

describe('a release', () => {
  let report: RunReport;
  let commit = '';

  beforeAll(async () => {
    if (gh === undefined) return;
    commit = await world().commit('1.2.0');
    report = await world().release('1.2.0');
  }, timeoutMs);

  itReleases('makes the tag, the branch and a release that is locked', async () => {
    expect(sumUp(report)).toEqual(['success', 'success', 'success', []]);
    expect(await world().find('refs/tags/v1.2.0')).toBe(commit);
    expect(await world().find('refs/heads/v1')).toBe(commit);
    expect(findRelease('v1.2.0')).toMatchObject({ isDraft: false, isImmutable: true });
  });

  itReleases('carries source and SBOM under one list of sums', async () => {
    const release = findRelease('v1.2.0');
    const names = ['SHA256SUMS', 'lazaret-1.2.0.cdx.json', 'lazaret-1.2.0.tar'];
    expect(release?.assets.map(({ name }) => name).toSorted()).toEqual(names);
    const sums = (await readAsset(release, 'SHA256SUMS')).toString().trimEnd().split('\n');
    const listed = names.slice(1).map(async (name) => {
      const hex = createHash('sha256')
        .update(await readAsset(release, name))
        .digest('hex');
      return `${hex}  ${name}`;
    });
    expect(sums).toEqual(await Promise.all(listed));
    const tar = (await readAsset(release, 'lazaret-1.2.0.tar')).toString('latin1');
    expect(tar).toContain('lazaret-1.2.0/dist/main.js');
    expect(tar).toContain("A = '1.2.0';\n");
    const sbom: unknown = JSON.parse((await readAsset(release, 'lazaret-1.2.0.cdx.json')).toString());
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: { component: { type: 'application', purl: 'pkg:npm/lazaret@1.2.0' } },
    });
  });

  itReleases('is attested twice: where it comes from, and what is in it', async () => {
    const release = findRelease('v1.2.0');
    const tar = release?.assets.find(({ name }) => name.endsWith('.tar'));
    const found = github().attestations?.filter(({ subjects }) => subjects.includes(tar?.digest ?? '')) ?? [];
    const signed = await Promise.all(found.map(({ bundle }) => readSigned(world().simulation, bundle)));
    const signer = `URI:https://github.com/${fullName}/.github/workflows/release.yml@refs/heads/main`;
    expect(signed).toMatchObject([
      { signer, predicateType: 'https://slsa.dev/provenance/v1', subject: [{ name: 'lazaret-1.2.0.tar' }] },
      { signer, predicateType: 'https://cyclonedx.org/bom' },
    ]);
    expect(signed[0]?.predicate).toMatchObject({
      buildDefinition: { resolvedDependencies: [{ digest: { gitCommit: commit } }] },
      runDetails: { builder: { id: signer.replace('URI:', '') } },
    });
    const sbom: unknown = JSON.parse((await readAsset(release, 'lazaret-1.2.0.cdx.json')).toString());
    expect(signed[1]?.predicate).toEqual(sbom);
    const forged = structuredClone(found[0]?.bundle);
    Object.assign(Object(forged?.['dsseEnvelope']), { payload: Buffer.from('{}').toString('base64') });
    await expect(readSigned(world().simulation, forged)).rejects.toThrow('the signature does not hold');
  });

  itReleases(
    'does not come out twice, and its tag takes no other commit',
    async () => {
      expect(sumUp(await world().release('1.2.0'))).toEqual([...untouched, ['RELEASE_EXISTS']]);
      await world().commit('1.2.0', { note: 'more' });
      expect(sumUp(await world().release('1.2.0'))).toEqual([...untouched, ['RELEASE_TAG_TAKEN']]);
      expect(await world().find('refs/tags/v1.2.0')).toBe(commit);
    },
    timeoutMs,
  );

  itReleases(
    'that follows moves the branch forward',
    async () => {
      const next = await world().commit('1.3.0');
      expect(sumUp(await world().release('1.3.0'))).toEqual(['success', 'success', 'success', []]);
      const refs = ['refs/heads/v1', 'refs/tags/v1.2.0', 'refs/tags/v1.3.0'];
      expect(await Promise.all(refs.map(world().find))).toEqual([next, commit, next]);
    },
    timeoutMs,
  );
});

describe('a release is refused before anything is signed', () => {
  const stale = { 'src/main.js': 'other\n' };
  const extra = { 'dist/extra.js': 'more\n' };

  for (const [name, version, asked, files, code] of [
    ['dist is not what its sources build', '2.0.0', '2.0.0', stale, 'RELEASE_DIST_DIFFERS'],
    ['dist holds what nothing builds', '2.0.0', '2.0.0', extra, 'RELEASE_DIST_DIFFERS'],
    ['package.json has another version', '2.0.0', '2.1.0', {}, 'RELEASE_VERSION_DIFFERS'],
    ['the version is none', '2.0.0', '2.0.0; true', {}, 'RELEASE_VERSION_INVALID'],
  ] as const) {
    itReleases(
      `where ${name}`,
      async () => {
        const signed = github().attestations?.length;
        await world().commit(version, files);
        expect(sumUp(await world().release(asked))).toEqual([...untouched, [code]]);
        expect(await world().find('refs/tags/v2.0.0')).toBeUndefined();
        expect([findRelease('v2.0.0'), github().attestations?.length]).toEqual([undefined, signed]);
      },
      timeoutMs,
    );
  }
});

describe('a release that waits for its approval', () => {
  itReleases(
    'stops where its files are no longer those that were built',
    async () => {
      await world().commit('3.0.0', { 'dist/extra.js': null });
      const report = await world().release('3.0.0', async ({ id, report: read }) => {
        const [artifact] = read().artifacts;
        const { folder } = world().simulation.world;
        await appendFile(
          join(folder, 'artifacts', String(id), String(artifact?.id), 'lazaret-3.0.0.tar'),
          'x',
        );
      });
      expect(sumUp(report).slice(0, 3)).toEqual(stopped);
      expect([await world().find('refs/tags/v3.0.0'), findRelease('v3.0.0')]).toEqual([undefined, undefined]);
    },
    timeoutMs,
  );

  itReleases(
    'stops where somebody took the tag for another commit',
    async () => {
      await world().commit('3.1.0');
      const { git } = world().simulation.github;
      const other = (await world().find('refs/tags/v1.2.0')) ?? '';
      const report = await world().release('3.1.0', () => git.setRef(fullName, 'refs/tags/v3.1.0', other));
      expect(sumUp(report)).toEqual([...stopped, ['RELEASE_TAG_TAKEN']]);
      expect([await world().find('refs/tags/v3.1.0'), findRelease('v3.1.0')]).toEqual([other, undefined]);
    },
    timeoutMs,
  );

  itReleases(
    'makes nothing where main has other workflows meanwhile: the token may not bring back the old ones',
    async () => {
      await world().commit('3.2.0');
      const other = { '.github/workflows/other.yml': 'on: push\njobs: {}\n' };
      const report = await world().release('3.2.0', () => world().commit('3.2.0', other));
      expect(sumUp(report).slice(0, 3)).toEqual(stopped);
      expect([await world().find('refs/tags/v3.2.0'), findRelease('v3.2.0')]).toEqual([undefined, undefined]);
    },
    timeoutMs,
  );
});

describe('a release that is out', () => {
  itReleases(
    'fails where the repository does not lock it, and adopters do not get it',
    async () => {
      await world().commit('4.0.0');
      github().immutableReleases = false;
      const report = await world().release('4.0.0');
      github().immutableReleases = true;
      expect(sumUp(report)).toEqual([...stopped, ['RELEASE_NOT_LOCKED']]);
      expect(await world().find('refs/heads/v4')).toBeUndefined();
    },
    timeoutMs,
  );

  itReleases(
    'leaves a branch that went another way where it is, and says so',
    async () => {
      const { hub } = world().simulation.github;
      const files = { note: 'aside' };
      const order = { branch: 'v5', message: 'Aside', author: 'platform-engineer', files };
      const aside = await hub.commit(fullName, order);
      const commit = await world().commit('5.0.0');
      expect(sumUp(await world().release('5.0.0'))).toEqual([...stopped, ['RELEASE_BRANCH_STAYS']]);
      const refs = ['refs/heads/v5', 'refs/tags/v5.0.0'];
      expect(await Promise.all(refs.map(world().find))).toEqual([aside, commit]);
    },
    timeoutMs,
  );
});
