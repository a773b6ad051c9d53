import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../../../simulator/estate/index.ts';
import type { RunHandle, RunReport } from '../../../simulator/runner/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import type { Files } from '../../../simulator/seed/index.ts';
import { root } from '../repository.ts';
import { reached } from './workflows.ts';
import { useSimulation } from './use-simulation.ts';

const { fullName } = repository;
const workflow = '.github/workflows/release.yml';
const build = `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
mkdirSync('dist', { recursive: true });
writeFileSync('dist/main.js', readFileSync('src/main.js', 'utf8').toUpperCase());
`;

/** A small project that `release.yml` can release: it builds in no time, and its dist is its source in capitals. */
export interface ReleaseWorld {
  readonly simulation: Simulation;
  /** Commits a version to main with what else changes; answers the commit. */
  commit(version: string, files?: Files): Promise<string>;
  /** Releases the tip of main, approved by somebody independent; something may happen while it waits. */
  release(
    version: string,
    meanwhile?: (handle: RunHandle) => Promise<unknown> | undefined,
  ): Promise<RunReport>;
  /** The commit of a full ref name. */
  find(ref: string): Promise<string | undefined>;
}

/** Opens one such world for a test file, with the gh that is given on its runners. */
export function useReleases(gh: string | undefined): () => ReleaseWorld {
  if (gh === undefined) return useSimulation<ReleaseWorld>(undefined);
  return useSimulation(async (simulation) => {
    await simulation.installTool('gh', gh);
    return createHands(simulation);
  });
}

function createHands(simulation: Simulation): ReleaseWorld {
  const { hub, git } = simulation.github;
  const find: ReleaseWorld['find'] = async (ref) => (await git.refs(fullName, ref)).get(ref);
  return {
    ...{ simulation, find },
    async commit(version, files = {}) {
      const all = { ...(await listFiles(version)), ...files };
      const author = 'platform-engineer';
      return hub.commit(fullName, { branch: 'main', message: `Version ${version}`, author, files: all });
    },
    async release(version, meanwhile) {
      const place = { repository: fullName, ref: 'refs/heads/main', actor: 'platform-engineer' };
      const sha = (await find('refs/heads/main')) ?? '';
      const event = { ...place, sha, name: 'workflow_dispatch', payload: { inputs: { version } } };
      const handle = await simulation.runner.start('release.yml', event);
      await reached(handle, 'release');
      await meanwhile?.(handle);
      const review = { environment: 'release', login: 'release-approver', comment: 'go' } as const;
      if (handle.waiting().length > 0) hub.review(fullName, handle.id, { ...review, state: 'approved' });
      return handle.done;
    },
  };
}

async function listFiles(version: string): Promise<Files> {
  const facts = { name: 'lazaret', version, license: 'MIT' };
  const scripts = { build: 'node build.mjs', check: 'node --check dist/main.js' };
  const lock = { ...facts, lockfileVersion: 3, requires: true, packages: { '': facts } };
  return {
    [workflow]: await readFile(join(root, workflow)),
    'package.json': JSON.stringify({ ...facts, private: true, type: 'module', scripts }),
    'package-lock.json': JSON.stringify(lock),
    'build.mjs': build,
    'src/main.js': `a = '${version}';\n`,
    'dist/main.js': `A = '${version}';\n`,
  };
}
