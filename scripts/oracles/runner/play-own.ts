import { readFile, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { repository } from '../../../simulator/estate/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import type { Played } from './played.ts';

const folder = join(import.meta.dirname, 'repository');

/** The payload that both runners are given. */
export const payload = { who: 'someone' } as const;

/** The files of the oracle's repository by their paths in it. */
export async function readRepository(): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = files.map(async (file) => {
    const path = relative(folder, file).replace(/^workflows\//, '.github/workflows/');
    return [path, await readFile(file, 'utf8')] as const;
  });
  return Object.fromEntries(await Promise.all(contents));
}

/** Runs the workflow by our runner. */
export async function playOwn({ github, runner }: Simulation): Promise<Played> {
  const files = await readRepository();
  const order = { branch: 'main', message: 'Oracle', author: 'platform-engineer', files };
  const sha = await github.hub.commit(repository.fullName, order);
  const place = { repository: repository.fullName, ref: 'refs/heads/main', sha, payload };
  const handle = await runner.start('main.yml', { ...place, name: 'push', actor: 'platform-engineer' });
  const { jobs, problems } = await handle.done;
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return new Map(
    jobs.map((job) => {
      const name = job.key.split(' / ').at(-1) ?? job.key;
      return [name, { result: job.conclusion ?? '', lines: job.steps.flatMap((step) => step.log) }];
    }),
  );
}
