import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../estate/index.ts';
import { runnerPools } from '../../estate/runner-pools.ts';
import { createGithub } from '../../github/index.ts';
import type { Github } from '../../github/index.ts';
import { createGithubOidc } from '../../github/oidc/index.ts';
import { createWorld } from '../../world/index.ts';
import type { World } from '../../world/index.ts';
import { createWorkflowRunner } from '../index.ts';
import type {
  JsonObject,
  RunReport,
  RunnerEvent,
  RunnerOptions,
  WorkflowEvent,
  WorkflowRunner,
} from '../index.ts';

/** A world without a gateway, with one repository and a runner. */
export interface RunnerBench {
  readonly folder: string;
  readonly world: World;
  readonly github: Github;
  readonly runner: WorkflowRunner;
  readonly options: RunnerOptions;
  readonly events: RunnerEvent[];
  /** Commits files and answers the commit. */
  commit(files: Readonly<Record<string, string | null>>, branch?: string): Promise<string>;
  /** An event on the tip of main. */
  event(change?: Partial<WorkflowEvent>): Promise<WorkflowEvent>;
  /** Writes one workflow, starts it and waits for its end. */
  play(workflow: string, change?: Partial<WorkflowEvent>): Promise<RunReport>;
  close(): Promise<void>;
}

export const fullName = repository.fullName;

/** Opens a bench; a minute of a timeout is a second there, and signals follow each other quickly. */
export async function openRunnerBench(overrides: Partial<RunnerOptions> = {}): Promise<RunnerBench> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-runner-bench-'));
  const world = await createWorld({ folder, now: Date.parse('2026-11-21T10:00:00Z') });
  const github = createGithub(world);
  const events: RunnerEvent[] = [];
  const options: RunnerOptions = {
    world,
    github: { ...github, mayRead: (name, token) => mayRead(github, name, token) },
    oidc: createGithubOidc(world),
    worldEnv: {},
    pools: runnerPools,
    minuteMs: 1000,
    graceMs: 20_000,
    signalPlan: { interruptMs: 200, terminateMs: 200 },
    onEvent: (event) => events.push(event),
    ...overrides,
  };
  const runner = createWorkflowRunner(options);
  const bench: RunnerBench = {
    ...{ folder, world, github, runner, options, events },
    commit: (files, branch = 'main') =>
      github.hub.commit(fullName, { branch, message: 'Change', author: 'platform-engineer', files }),
    event: (change = {}) => buildEvent(github, change),
    async play(workflow, change = {}) {
      await bench.commit({ '.github/workflows/w.yml': workflow });
      const handle = await runner.start('w.yml', await bench.event(change));
      return handle.done;
    },
    async close() {
      await runner.close();
      await world.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return bench;
}

async function buildEvent(github: Github, change: Partial<WorkflowEvent>): Promise<WorkflowEvent> {
  const ref = change.ref ?? 'refs/heads/main';
  const payload: JsonObject = {};
  const sha =
    change.sha ?? (await github.git.tip(fullName, ref)) ?? (await github.git.tip(fullName, 'main')) ?? '';
  return { repository: fullName, name: 'push', actor: 'platform-engineer', payload, ...change, ref, sha };
}

async function mayRead(github: Github, name: string, token: string): Promise<boolean> {
  const url = `https://github.com/${name}.git/info/refs?service=git-upload-pack`;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const request = new Request(url, { headers: { authorization: `Basic ${basic}` } });
  const service = github.services.find(({ hosts }) => hosts.includes('github.com'));
  const response = await service?.handle(request);
  await response?.body?.cancel();
  return response?.status === 200;
}
