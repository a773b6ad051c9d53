import { describe, expect, it } from '@jest/globals';
import { useWorld } from '../support/world.ts';
import { capture } from '../support/world/capture.ts';

const world = useWorld();

describe('build-image as a process', () => {
  it('builds an image, and finds it the second time', async () => {
    const first = await capture(world(), 'build-image');
    expect(first.seen).toMatchSnapshot('first');
    const second = await capture(world(), 'build-image');
    expect(second.seen).toMatchSnapshot('second');
    const { 'run-id': runId, digest } = first.result.outputs;
    expect(second.result.outputs).toMatchObject({ status: 'reused', 'run-id': runId, digest });
    expect(world().simulation.tasks.listRuns('lazaretquarantine')).toHaveLength(1);
  });
});
