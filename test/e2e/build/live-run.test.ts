import { describe, expect, it } from '@jest/globals';
import { quarantine } from '../../../simulator/estate/index.ts';
import { useWorld } from '../../support/world.ts';
import { holdRuns } from '../../support/world/hold.ts';
import { readErrors } from '../../support/world/refusal.ts';

const world = useWorld();

function readRuns(): readonly string[] {
  const runs = world().simulation.tasks.listRuns(quarantine.name);
  return runs.map(({ runId, status }) => `${runId} ${status}`).toReversed();
}

describe('a build whose job is cancelled', () => {
  it('ends its run in ACR, leaves no image, and says so', async () => {
    const { simulation } = world();
    const before = world().inventory();
    const held = holdRuns(simulation);
    const job = new AbortController();
    const building = world().play('build-image', { watch: { signal: job.signal } });
    await held.arrived();
    job.abort();
    const result = await building;
    held.release();
    expect([result.conclusion, result.exitCode, result.outputs]).toEqual(['cancelled', 130, {}]);
    expect(readErrors(result)).toEqual([expect.stringMatching(/^CANCELLED: .*SIGINT/)]);
    await simulation.tasks.settle();
    expect(readRuns()).toEqual(['ca1 Canceled']);
    expect(world().inventory()).toEqual(before);
  }, 120_000);

  it('ends its run also while that waits in the queue', async () => {
    const { simulation } = world();
    const held = holdRuns(simulation);
    const first = world().play('build-image');
    await held.arrived();
    const job = new AbortController();
    const onLine = (line: string): void => {
      if (line.includes('in the queue')) job.abort();
    };
    const waiting = { with: { tag: 'other' }, watch: { signal: job.signal, onLine } };
    const second = await world().play('build-image', waiting);
    expect(second.conclusion).toBe('cancelled');
    held.release();
    expect((await first).conclusion).toBe('success');
    expect(readRuns()).toEqual(['ca1 Succeeded', 'ca2 Canceled']);
  }, 120_000);

  it('is built anew by the next job', async () => {
    const held = holdRuns(world().simulation);
    const job = new AbortController();
    const building = world().play('build-image', { watch: { signal: job.signal } });
    await held.arrived();
    job.abort();
    await building;
    held.release();
    expect((await world().play('build-image')).outputs).toMatchObject({ status: 'built', 'run-id': 'ca2' });
    expect(readRuns()).toEqual(['ca1 Canceled', 'ca2 Succeeded']);
  }, 120_000);
});

describe('a build whose runner dies', () => {
  it('is found again by the next attempt: one run, one image', async () => {
    const { simulation } = world();
    const held = holdRuns(simulation);
    let pid = 0;
    const onStart = (id: number): void => void (pid = id);
    const dying = world().play('build-image', { watch: { onStart } });
    await held.arrived();
    process.kill(pid, 'SIGKILL');
    expect((await dying).conclusion).toBe('failure');
    expect(readRuns()).toEqual(['ca1 Running']);
    const onLine = (line: string): void => {
      if (line.includes('ca1')) held.release();
    };
    const again = await world().play('build-image', { job: { attempt: 2 }, watch: { onLine } });
    expect(again.outputs).toMatchObject({ status: 'attached', 'run-id': 'ca1' });
    expect(again.log.some((line) => line.includes('Step 1/4'))).toBe(true);
    expect(readRuns()).toEqual(['ca1 Succeeded']);
    const store = simulation.registries.find(quarantine.loginServer);
    expect(store?.manifests('workload/chain-api')).toEqual([again.outputs['digest']]);
  }, 120_000);

  it('is found finished when it ended meanwhile', async () => {
    const { simulation } = world();
    const held = holdRuns(simulation);
    let pid = 0;
    const onStart = (id: number): void => void (pid = id);
    const dying = world().play('build-image', { watch: { onStart } });
    await held.arrived();
    process.kill(pid, 'SIGKILL');
    await dying;
    held.release();
    await simulation.tasks.settle();
    const again = await world().play('build-image', { job: { attempt: 2 } });
    expect(again.outputs).toMatchObject({ status: 'reused', 'run-id': 'ca1' });
    expect(readRuns()).toEqual(['ca1 Succeeded']);
  }, 120_000);
});

describe('two jobs at once', () => {
  it('that build the same image share one run', async () => {
    const held = holdRuns(world().simulation);
    const jobs = [world().play('build-image'), world().play('build-image')];
    await held.arrived();
    held.release();
    const results = await Promise.all(jobs);
    expect(new Set(results.map(({ outputs }) => outputs['digest'])).size).toBe(1);
    expect(results.map(({ conclusion }) => conclusion)).toEqual(['success', 'success']);
    expect(readRuns()).toEqual(['ca1 Succeeded']);
  }, 120_000);

  it('that build two images run one after the other on a pool of one, and say so', async () => {
    const held = holdRuns(world().simulation);
    const first = world().play('build-image');
    await held.arrived();
    const onLine = (line: string): void => {
      if (line.includes('in the queue')) held.release();
    };
    const second = await world().play('build-image', { with: { tag: 'other' }, watch: { onLine } });
    expect(second.outputs).toMatchObject({ status: 'built', 'run-id': 'ca2' });
    expect(second.log.filter((line) => /"quarantine-pool".*1 in the queue/.test(line))).not.toEqual([]);
    expect((await first).outputs['digest']).toBe(second.outputs['digest']);
    expect(readRuns()).toEqual(['ca1 Succeeded', 'ca2 Succeeded']);
  }, 120_000);
});
