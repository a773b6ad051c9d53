import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench/bench.ts';
import { fromDebian } from '../programs/programs.ts';
import { startServer } from '../programs/serve.ts';
import type { Server } from '../programs/serve.ts';
import { commonCalls } from '../registry/calls.ts';
import { compareCalls } from '../registry/compare.ts';
import type { Judge } from '../types.ts';

const known = {
  'a blob in one request':
    'registry 2.8 answers 202 and waits for the content in a second request; the distribution specification 1.1 lets a registry choose',
  'a piece that does not follow the last one':
    'registry 2.8 does not look at Content-Range; the distribution specification 1.1 wants 416',
  'tags in order, and by pages':
    'registry 2.8 neither sorts nor pages; the distribution specification 1.1 wants both',
  'a tag that is removed':
    'registry 2.8 refuses with 400, the simulator with 405; the distribution specification 1.1 allows both',
};

/** The distribution project's registry, given the same calls; ACR's data plane is known to have grown out of it. */
export const judge: Judge = {
  floor: 'Registry',
  name: 'docker-registry',
  program: fromDebian({ name: 'docker-registry', package: 'docker-registry' }),
  ...compareCalls(commonCalls, start, known),
};

async function start({ file, folder }: Bench): Promise<Server> {
  const storage = join(folder, 'registry');
  await rm(storage, { recursive: true, force: true });
  const config = {
    version: 0.1,
    log: { level: 'info', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: storage }, delete: { enabled: true } },
    http: { addr: '127.0.0.1:0' },
  };
  const path = join(folder, 'registry.yml');
  await writeFile(path, JSON.stringify(config));
  // It takes every variable REGISTRY_… for a setting of its own.
  return startServer(file, ['serve', path], { cwd: folder, env: { HOME: folder } });
}
