import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { checkJson } from '../../../lib/base/schema.ts';
import type { Bench } from '../bench/bench.ts';
import { readProgram } from '../programs/run.ts';
import { adaptForAct } from './adapt.ts';
import { payload, readRepository } from './play-own.ts';
import type { Played, PlayedJob } from './played.ts';

/** A line of `act --json`; only what a job prints and how it ends is asked for. */
const lineSchema = v.object({
  jobID: v.optional(v.string()),
  matrix: v.optional(v.nullable(v.record(v.string(), v.unknown()))),
  jobResult: v.optional(v.string()),
  raw_output: v.optional(v.boolean()),
  msg: v.optional(v.string(), ''),
});

/** Runs the same workflow by act in host mode, inside the simulated world, with our Node first on the PATH. */
export async function playAct(bench: Bench): Promise<Played> {
  const folder = join(bench.folder, 'repository');
  const env = {
    ...bench.reader,
    PATH: `${dirname(process.execPath)}:${bench.reader['PATH'] ?? ''}`,
    XDG_CACHE_HOME: join(bench.folder, 'cache'),
  };
  await writeRepository(folder, env);
  const event = join(bench.folder, 'event.json');
  await writeFile(event, JSON.stringify(payload));
  const args = ['push', '-W', '.github/workflows/main.yml', '-e', event, '--json', '--no-cache-server'];
  // The exit code tells of the job that is meant to fail.
  const { stdout } = await bench.attempt([...args, '-P', 'ubuntu-latest=-self-hosted'], { cwd: folder, env });
  return readJobs(stdout);
}

async function writeRepository(folder: string, env: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(await readRepository())) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, path.startsWith('.github/') ? adaptForAct(text) : text);
  }
  const git = (...args: readonly string[]) => readProgram('git', args, { cwd: folder, env });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  const author = ['-c', 'user.name=oracle', '-c', 'user.email=oracle@example.com'];
  await git(...author, 'commit', '--quiet', '--message=Oracle');
  await git('remote', 'add', 'origin', 'https://github.com/contoso/lazaret');
}

function readJobs(stdout: string): Played {
  const jobs = new Map<string, PlayedJob>();
  for (const line of stdout.split('\n')) {
    const checked = checkJson(lineSchema, line);
    if (!checked.ok || checked.value.jobID === undefined) continue;
    const { jobID, matrix, jobResult, raw_output: isOutput, msg } = checked.value;
    const values = Object.values(matrix ?? {}).map(String);
    const name = values.length === 0 ? jobID : `${jobID} (${values.join(', ')})`;
    const known = jobs.get(name) ?? { result: '', lines: [] };
    const printed = isOutput === true ? msg.replace(/\n$/, '').split('\n') : [];
    jobs.set(name, { result: jobResult ?? known.result, lines: [...known.lines, ...printed] });
  }
  return jobs;
}
