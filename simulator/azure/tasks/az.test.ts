import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import * as v from 'valibot';
import { describeNeeds, itNeeds } from '../../../test/support/optional.ts';
import {
  describeJob,
  exchangeAudience,
  identities,
  legacy,
  quarantine,
  tenantId,
} from '../../estate/index.ts';
import { startSimulation } from '../../simulation.ts';
import type { Simulation } from '../../simulation.ts';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const Runs = v.array(v.looseObject({ runId: v.string(), status: v.string(), runType: v.string() }));

describeNeeds('az', 'az acr, unmodified', () => {
  let folder: string;
  let simulation: Simulation;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lazaret-az-'));
    simulation = await startSimulation({ folder: join(folder, 'world') });
    await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\nCOPY hello.txt /\nCMD ["/hello"]\n');
    await writeFile(join(folder, 'hello.txt'), 'hello\n');
    const job = describeJob({ workflow: 'build.yml', workspace: folder });
    const assertion = await simulation.oidc.mint(job, exchangeAudience);
    const who = ['--tenant', tenantId, '--username', identities.build.clientId];
    await az('login', '--service-principal', ...who, '--federated-token', assertion);
  }, 240_000);

  afterAll(async () => {
    await simulation.stop();
    await rm(folder, { recursive: true });
  });

  itNeeds(
    'az',
    'builds on a registry in legacy mode and streams the log to its end',
    async () => {
      const built = await build(legacy.name, 'legacy-pool');
      expect(built).toMatchObject({ code: 0 });
      expect(built.stdout).toContain('Step 2/3 : COPY hello.txt /');
      const stored = simulation.registries.find(legacy.loginServer)?.resolve('app', '1');
      expect(built.stdout).toContain(`digest: ${stored?.digest ?? 'none'}`);
      expect(built.stdout).toMatch(/Run ID: cc1 was successful after \d+s/);
      expect(simulation.gateway.bugs).toEqual([]);
    },
    240_000,
  );

  itNeeds(
    'az',
    'fails to push to a registry in ABAC mode, as 2.45 cannot name the caller’s identity',
    async () => {
      const built = await build(quarantine.name, 'quarantine-pool');
      expect(built.code).not.toBe(0);
      expect(built.stdout).toContain('unauthorized: authentication required');
      expect(built.stderr).toContain('Run failed');
    },
    240_000,
  );

  itNeeds(
    'az',
    'lists, shows and cancels runs, and reads pools',
    async () => {
      const queued = await az(
        ...['acr', 'build', '--registry', quarantine.name, '--agent-pool', 'empty-pool', '--no-wait'],
        ...['--image', 'workload/app:2', folder, '--output', 'json'],
      );
      expect(queued.code).toBe(0);
      const listed = await az(
        'acr',
        'task',
        'list-runs',
        '--registry',
        quarantine.name,
        '--run-status',
        'Queued',
      );
      const [run] = v.parse(Runs, JSON.parse(listed.stdout));
      expect(run).toMatchObject({ status: 'Queued', runType: 'QuickRun' });
      const pool = await az(
        'acr',
        'agentpool',
        'show',
        '--registry',
        quarantine.name,
        '--name',
        'empty-pool',
        '--queue-count',
      );
      expect(JSON.parse(pool.stdout)).toEqual({ count: 1 });
      await az('acr', 'task', 'cancel-run', '--registry', quarantine.name, '--run-id', run?.runId ?? '');
      const shown = await az(
        'acr',
        'task',
        'show-run',
        '--registry',
        quarantine.name,
        '--run-id',
        run?.runId ?? '',
      );
      expect(JSON.parse(shown.stdout)).toMatchObject({ status: 'Canceled' });
    },
    240_000,
  );

  function build(registry: string, pool: string): Promise<Ended> {
    return az('acr', 'build', '--registry', registry, '--agent-pool', pool, '--image', 'app:1', folder);
  }

  async function az(...args: readonly string[]): Promise<Ended> {
    const env = { PATH: process.env['PATH'], ...simulation.env() };
    const { promise, resolve } = Promise.withResolvers<Ended>();
    execFile('az', args, { env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
    return promise;
  }
});
