import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench/bench.ts';
import { isExecutable } from '../programs/find.ts';
import { readOwnEnv } from '../programs/install.ts';
import { askVersion } from '../programs/programs.ts';
import { readProgram } from '../programs/run.ts';
import { startServer } from '../programs/serve.ts';
import type { Server } from '../programs/serve.ts';
import { compareCalls } from '../registry/compare.ts';
import { referrerCalls } from '../registry/referrer-calls.ts';
import type { Judge } from '../types.ts';

const source = join(import.meta.dirname, '../registry/ggcr');
const folder = 'ggcr-registry-v0.22.1';

const known = {
  'referrers of what nobody refers to':
    'ggcr leaves "manifests" out; the distribution specification 1.1 wants an empty list',
  'the artifact type of its own goes before the configuration’s':
    'ggcr reports the type of the configuration; the distribution specification 1.1 wants artifactType first',
  'OCI-Subject tells that the registry knows referrers':
    'ggcr does not send the header, which the distribution specification 1.1 requires',
};

/** The registry inside go-containerregistry, the one at hand that has the referrers API. */
export const judge: Judge = {
  floor: 'Registry',
  name: 'ggcr registry',
  program: {
    isPinned: true,
    find: (cache) => [join(cache, folder, 'ggcr-registry')].find(isExecutable),
    readVersion: (file) => askVersion(file, ['--version']),
    installation: {
      command: 'go build (github.com/google/go-containerregistry/pkg/registry@v0.22.1)',
      needs: ['go'],
      async install(cache) {
        const cwd = join(cache, folder);
        await cp(source, cwd, { recursive: true });
        await readProgram('go', ['build', '-o', 'ggcr-registry', '.'], {
          cwd,
          env: readOwnEnv(),
          timeoutMs: 600_000,
        });
      },
    },
  },
  ...compareCalls(referrerCalls, start, known),
};

function start({ file, folder: cwd }: Bench): Promise<Server> {
  return startServer(file, [], { cwd, env: { HOME: cwd } });
}
