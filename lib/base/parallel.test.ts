import { describe, expect, it } from '@jest/globals';
import { mapBounded } from './parallel.ts';

/** Work that ends when it is told to. */
function createWork() {
  const running = new Map<number, PromiseWithResolvers<string>>();
  const begun: number[] = [];
  return {
    begun,
    finish: (item: number) => running.get(item)?.resolve(`done ${item}`),
    fail: (item: number) => running.get(item)?.reject(new Error(`failed ${item}`)),
    work: (item: number) => {
      begun.push(item);
      const ending = Promise.withResolvers<string>();
      running.set(item, ending);
      return ending.promise;
    },
  };
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('mapBounded', () => {
  it('answers in the order of the items, whatever ends first', async () => {
    const { work, finish, begun } = createWork();
    const all = mapBounded([1, 2, 3], 2, work);
    expect(begun).toEqual([1, 2]);
    finish(2);
    await settle();
    expect(begun).toEqual([1, 2, 3]);
    finish(3);
    finish(1);
    expect(await all).toEqual(['done 1', 'done 2', 'done 3']);
  });

  it('begins nothing more when one fails', async () => {
    const { work, fail, finish, begun } = createWork();
    const all = mapBounded([1, 2, 3, 4], 2, work);
    fail(1);
    await expect(all).rejects.toThrow('failed 1');
    finish(2);
    await settle();
    expect(begun).toEqual([1, 2]);
  });

  it('has nothing to do without items', async () => {
    expect(await mapBounded([], 8, createWork().work)).toEqual([]);
  });
});
