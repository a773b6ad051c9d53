import { describe, expect, it } from '@jest/globals';
import { useWorld } from '../support/world.ts';
import { capture } from '../support/world/capture.ts';

const world = useWorld();
const inputs = { repository: 'upstream/again', tags: 'v1\nstable' };

describe('promote-image as a process', () => {
  it('carries an image to live under its tags, and finds it there the second time', async () => {
    const first = await capture(world(), 'promote-image', { with: inputs });
    expect(first.seen).toMatchSnapshot('first');
    const after = world().inventory();
    const second = await capture(world(), 'promote-image', { with: inputs });
    expect(second.seen).toMatchSnapshot('second');
    expect(second.result.outputs).toEqual({ ...first.result.outputs, status: 'present' });
    expect(world().inventory()).toEqual(after);
  });
});
