import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Secret } from '../../../lib/action/index.ts';
import { createRecordingLog } from '../../../test/support/recording-log.ts';
import type { RecordingLog } from '../../../test/support/recording-log.ts';
import { parseRegistryId } from '../../../lib/domain/image/index.ts';
import type { Inputs, Outputs } from '../src/inputs.ts';
import { run } from '../src/main.ts';
import type { Deps, GitSource } from '../src/ports.ts';
import { FakeAzure } from './fake-azure.ts';

const registry =
  '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg-lazaret/providers/Microsoft.ContainerRegistry/registries/lazaretquarantine';

/** A workspace, a fake Azure and a log, for one test. */
export interface Bench {
  readonly azure: FakeAzure;
  readonly workspace: string;
  readonly log: RecordingLog;
  readonly abort: AbortController;
  readonly git: GitSource;
  write(path: string, text: string): Promise<void>;
  build(inputs?: Partial<Inputs>): Promise<Outputs>;
  close(): Promise<void>;
}

/** Starts with `FROM scratch` and one file. */
export async function createBench(git: GitSource = noGit): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-build-'));
  const workspace = join(folder, 'workspace');
  const azure = new FakeAzure();
  const log = createRecordingLog();
  const abort = new AbortController();
  const deps: Deps = {
    management: { readAccount: () => Promise.resolve(account(azure.loginServer)), importImage: noImport },
    ...{ tasks: azure.tasks, blobs: azure.blobs, git, clock: azure.clock, registry: azure.registry },
    ...{ signal: abort.signal, workspace, tempFolder: join(folder, 'temp') },
  };
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(workspace, path)), { recursive: true });
    await writeFile(join(workspace, path), text);
  };
  await write('Dockerfile', 'FROM scratch\nCOPY . /\n');
  await write('app.txt', 'app');
  return {
    ...{ azure, workspace, log, abort, git, write },
    build: (inputs = {}) => run({ ...defaults, ...inputs }, deps, log),
    close: () => rm(folder, { recursive: true }),
  };
}

/** Inputs as the frame would parse them. */
export const defaults: Inputs = {
  tenantId: '00000000-0000-4000-8000-000000000002',
  clientId: '00000000-0000-4000-8000-000000000003',
  quarantineRegistry: parseRegistryId(registry),
  repository: 'workload/chain-api',
  tag: undefined,
  agentPool: 'quarantine-pool',
  context: { kind: 'local', path: '.' },
  dockerfile: 'Dockerfile',
  platform: { os: 'linux', architecture: 'amd64' },
  target: undefined,
  buildArgs: [],
  secretBuildArgs: [],
  timeout: 3_600_000,
  logFile: undefined,
};

/** A secret build argument. */
export function secretArgument(text: string): Secret {
  return new Secret(text);
}

const noGit: GitSource = {
  resolveRef: () => Promise.reject(new Error('no Git in this test')),
  findFile: () => Promise.reject(new Error('no Git in this test')),
};

function noImport(): Promise<void> {
  return Promise.reject(new Error('a build imports nothing'));
}

function account(loginServer: string) {
  return {
    ...{ id: registry, name: 'lazaretquarantine', loginServer },
    roleAssignmentMode: 'AbacRepositoryPermissions',
  } as const;
}
