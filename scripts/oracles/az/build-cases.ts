import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { legacy, quarantine } from '../../../simulator/estate/index.ts';
import type { Bench } from '../bench/bench.ts';
import type { Case } from '../types.ts';
import { envOf, failAz, readAz } from './az.ts';
import { Run, parseList } from './shapes.ts';

const dockerfile = 'FROM scratch\nCOPY hello /hello\nENTRYPOINT ["/hello"]\n';

/** Builds on an agent pool with az's own upload and its own reading of the log. */
export const buildCases: readonly Case[] = [
  {
    name: 'acr build --agent-pool uploads, follows the log to its end and pushes',
    async run(bench) {
      const context = await writeContext(bench);
      const args = toBuildArgs(legacy.name, 'legacy-pool', 'built:1');
      const { exitCode, stdout, stderr } = await bench.attempt([...args, context], {
        env: envOf(bench, 'build'),
      });
      assert.equal(exitCode, 0, stderr);
      assert.match(`${stdout}${stderr}`, /Run ID: \w+ was successful/);
      assert.notEqual(simulatedDigest(bench), undefined);
    },
  },
  {
    name: 'acr task list-runs shows the run with the digest that was pushed',
    async run(bench) {
      const listed = await readAz(bench, 'build', ['acr', 'task', 'list-runs', '--registry', legacy.name]);
      const [run] = parseList(Run, listed);
      assert.equal(run?.status, 'Succeeded');
      assert.equal(run.agentPoolName, 'legacy-pool');
      const image = run.outputImages?.[0];
      assert.deepEqual(
        [image?.repository, image?.tag, image?.digest],
        ['built', '1', simulatedDigest(bench)],
      );
    },
  },
  {
    name: 'acr task logs of a finished run',
    async run(bench) {
      const [run] = await listRuns(bench, legacy.name);
      const args = ['acr', 'task', 'logs', '--registry', legacy.name, '--run-id', run?.runId ?? ''];
      const { exitCode, stdout, stderr } = await bench.attempt(args, { env: envOf(bench, 'build') });
      assert.equal(exitCode, 0, stderr);
      assert.match(`${stdout}${stderr}`, /COPY hello/);
    },
  },
  {
    name: 'acr build --no-wait on a pool without instances stays queued until acr task cancel-run',
    async run(bench) {
      const context = await writeContext(bench);
      const args = toBuildArgs(quarantine.name, 'empty-pool', 'workload/built:2');
      await readAz(bench, 'build', [...args, '--no-wait', context]);
      const [queued] = await listRuns(bench, quarantine.name);
      assert.equal(queued?.status, 'Queued');
      const run = ['--registry', quarantine.name, '--run-id', queued.runId];
      await readAz(bench, 'build', ['acr', 'task', 'cancel-run', ...run]);
      const ended = v.parse(Run, await readAz(bench, 'build', ['acr', 'task', 'show-run', ...run]));
      assert.equal(ended.status, 'Canceled');
    },
  },
  {
    name: 'acr build whose Dockerfile is wrong fails with the run',
    isSlow: true,
    async run(bench) {
      const context = await writeContext(bench, 'FROM scratch\nCOPY absent /\n');
      const said = await failAz(bench, 'build', [
        ...toBuildArgs(legacy.name, 'legacy-pool', 'built:3'),
        context,
      ]);
      assert.match(said, /failed/);
      const [run] = await listRuns(bench, legacy.name);
      assert.equal(run?.status, 'Failed');
    },
  },
];

/** A build on a registry in ABAC mode by an az that does not name the caller's identity is refused by the registry. */
export const refusedBuildCase: Case = {
  name: 'acr build on a registry in ABAC mode is refused, since this az does not name the caller',
  async run(bench) {
    const context = await writeContext(bench);
    const args = toBuildArgs(quarantine.name, 'quarantine-pool', 'workload/built:1');
    await failAz(bench, 'build', [...args, context]);
    const [run] = await listRuns(bench, quarantine.name);
    assert.equal(run?.status, 'Failed');
    assert.deepEqual(bench.simulation.registries.find(quarantine.loginServer)?.tags('workload/built'), []);
  },
};

/** The same by an az that does. */
export const callerBuildCase: Case = {
  name: 'acr build on a registry in ABAC mode with --source-acr-auth-id [caller]',
  async run(bench) {
    const context = await writeContext(bench);
    const args = toBuildArgs(quarantine.name, 'quarantine-pool', 'workload/built:1');
    const caller = ['--source-acr-auth-id', '[caller]'];
    const { exitCode, stderr } = await bench.attempt([...args, ...caller, context], {
      env: envOf(bench, 'build'),
    });
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(bench.simulation.registries.find(quarantine.loginServer)?.tags('workload/built'), ['1']);
  },
};

function toBuildArgs(registry: string, pool: string, image: string): readonly string[] {
  return ['acr', 'build', '--registry', registry, '--agent-pool', pool, '--image', image];
}

async function listRuns(bench: Bench, registry: string): Promise<readonly v.InferOutput<typeof Run>[]> {
  return parseList(Run, await readAz(bench, 'build', ['acr', 'task', 'list-runs', '--registry', registry]));
}

function simulatedDigest({ simulation }: Bench): string | undefined {
  return simulation.registries.find(legacy.loginServer)?.resolve('built', '1')?.digest;
}

async function writeContext(bench: Bench, text = dockerfile): Promise<string> {
  const folder = join(bench.folder, 'context');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'Dockerfile'), text);
  await writeFile(join(folder, 'hello'), 'hello\n', { mode: 0o755 });
  return folder;
}
