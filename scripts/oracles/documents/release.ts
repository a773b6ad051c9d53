import assert from 'node:assert/strict';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { readOwnEnv } from '../programs/install.ts';
import { readProgram } from '../programs/run.ts';

const root = join(import.meta.dirname, '../../..');
const timeoutMs = 10 * 60 * 1000;

const Workflow = v.object({
  jobs: v.object({
    verify: v.object({ steps: v.array(v.object({ name: v.string(), run: v.optional(v.string()) })) }),
  }),
});

const Lock = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      dev: v.optional(v.boolean(), false),
      optional: v.optional(v.boolean(), false),
      devOptional: v.optional(v.boolean(), false),
    }),
  ),
});

/** Runs the very step of release.yml that lists what is bundled, on a copy of this project's lock file. */
export async function makeReleaseSbom(): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-sbom-'));
  try {
    for (const name of ['package.json', 'package-lock.json'])
      await copyFile(join(root, name), join(folder, name));
    for (const name of ['release', 'temp']) await mkdir(join(folder, name));
    const place = { GITHUB_WORKSPACE: folder, RUNNER_TEMP: join(folder, 'temp'), VERSION: '0.0.0' };
    const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', await readScript()];
    await readProgram('bash', shell, { cwd: folder, env: { ...readOwnEnv(), ...place }, timeoutMs });
    return JSON.parse(await readFile(join(folder, 'release', 'lazaret-0.0.0.cdx.json'), 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readScript(): Promise<string> {
  const text = await readFile(join(root, '.github/workflows/release.yml'), 'utf8');
  const { steps } = v.parse(Workflow, parse(text)).jobs.verify;
  const script = steps.find(({ run }) => run?.includes('npm sbom') === true)?.run;
  assert.ok(script !== undefined, 'release.yml makes no SBOM');
  return script;
}

/** The package URLs of what the lock file has beside tools for development and what is optional, sorted. */
export async function listLocked(): Promise<readonly string[]> {
  const { packages } = v.parse(Lock, JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')));
  const kept = Object.entries(packages).filter(
    ([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional,
  );
  const urls = kept.map(([path, { version = '' }]) => {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return `pkg:npm/${name.replace('@', '%40')}@${version}`;
  });
  return urls.toSorted();
}
