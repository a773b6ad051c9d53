import { describe, expect, it } from '@jest/globals';
import { useWorld } from '../support/world.ts';
import { capture } from '../support/world/capture.ts';

const world = useWorld();
const inputs = { repository: 'upstream/again' };

describe('import-image as a process', () => {
  it('brings an image and all its platforms, and has nothing to do the second time', async () => {
    const first = await capture(world(), 'import-image', { with: inputs });
    expect(first.seen).toMatchSnapshot('first');
    const second = await capture(world(), 'import-image', { with: inputs });
    expect(second.seen).toMatchSnapshot('second');
    expect(second.result.outputs).toEqual({
      ...first.result.outputs,
      status: 'present',
      results: (first.result.outputs['results'] ?? '').replace('"status":"imported"', '"status":"present"'),
    });
  });
});
