import { describe, expect, it } from '@jest/globals';
import { useWorld } from '../support/world.ts';
import { capture } from '../support/world/capture.ts';

const world = useWorld();

describe('revoke-image as a process', () => {
  it('takes an image out of use, and has nothing to do the second time', async () => {
    const first = await capture(world(), 'revoke-image');
    expect(first.seen).toMatchSnapshot('first');
    const after = world().inventory();
    const second = await capture(world(), 'revoke-image');
    expect(second.seen).toMatchSnapshot('second');
    expect(second.result.outputs).toEqual({ ...first.result.outputs, status: 'present' });
    expect(world().inventory()).toEqual(after);
  });
});
