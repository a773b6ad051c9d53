import { access, constants, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { checkJson } from '../../lib/base/schema.ts';
import { parseOptions } from './arguments.ts';
import { describeEstate } from './estate.ts';
import { defaultFolder, lockFolder } from './folder.ts';
import { renderExports } from './programs.ts';
import { createWorld } from '../world/index.ts';
import type { Command } from './types.ts';

const help = `Usage: npm run simulator -- env [--json] [--state DIR]

Prints the variables that lead a program into the world that "up" keeps running: eval "$(npm run -s simulator -- env)".
With --json also the names of the world: tenant, subscription, registries, agent pools, identities with the subjects
that may become them, and user and password of a contributor on conformance/*. Without a running world the
variables are missing, and the exit code is 1 unless --json is given.

  --state DIR   where the world is kept (default: ${defaultFolder})`;

const runningSchema = v.object({
  pid: v.number(),
  variables: v.record(v.string(), v.string()),
  estate: v.record(v.string(), v.unknown()),
});

/** Prints how to get into the world. */
export const envCommand: Command = {
  name: 'env',
  summary: 'print the variables and names of the world',
  help,
  async run(args) {
    const options = parseOptions(args, { json: { type: 'boolean' }, state: { type: 'string' } });
    const folder = options.state ?? defaultFolder;
    const running = await readRunning(folder);
    if (options.json === true) {
      const facts = running ?? { estate: await readEstate(folder), variables: null };
      process.stdout.write(
        `${JSON.stringify({ ...facts.estate, variables: facts.variables }, undefined, 2)}\n`,
      );
      return 0;
    }
    if (running === undefined) {
      process.stderr.write('No world is running here; start one by: npm run simulator -- up\n');
      return 1;
    }
    process.stdout.write(`${renderExports(running.variables)}\n`);
    return 0;
  },
};

async function readRunning(folder: string) {
  const [text = '', owner] = await Promise.all(
    ['env.json', 'lock'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  );
  const parsed = checkJson(runningSchema, text);
  // The file of a world that has ended names a process that does not hold the lock.
  return parsed.ok && String(parsed.value.pid) === owner ? parsed.value : undefined;
}

async function readEstate(folder: string) {
  if (await isReadOnly(folder)) return readFreshEstate();
  const unlock = await lockFolder(folder);
  try {
    return await describeFolder(folder);
  } finally {
    await unlock();
  }
}

// The names are those of every world; where none can be kept, they are those of one that is forgotten at once.
async function readFreshEstate() {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-estate-'));
  try {
    // Its passwords would open nothing.
    return { ...(await describeFolder(folder)), tokens: [] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function describeFolder(folder: string) {
  const world = await createWorld({ folder });
  const estate = describeEstate(world);
  await world.close();
  return estate;
}

async function isReadOnly(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}
