import { describe, expect, it } from '@jest/globals';
import { ExternalError } from '../../lib/base/errors/index.ts';
import { digestHex } from '../../lib/domain/image/index.ts';
import { parseRequestedImage } from '../../lib/domain/promotion/index.ts';
import { pushIndex } from '../fakes/image.ts';
import type { Tap } from '../fakes/tap.ts';
import {
  createEstate,
  describeLive,
  promote,
  pushDecided,
  repository,
} from '../../actions/promote-image/test/estate.ts';
import type { Estate } from '../../actions/promote-image/test/estate.ts';

class Crash extends Error {}

/** Counts calls and throws at the n-th, before or after it took effect. */
function crashAt(n: number, when: keyof Tap): Tap {
  let calls = 0;
  return {
    [when]: () => {
      calls += 1;
      if (calls === n) throw new Crash(`call ${n}`);
    },
  };
}

/** Hundreds of runs, beside whatever else the machine does. */
const patienceMs = 900_000;

/** How many calls a promotion makes, and which of them is the first to change something. */
async function countCalls(): Promise<{ readonly calls: number; readonly firstWrite: number }> {
  const names: string[] = [];
  await promote(await createEstate(), { tap: { after: (call) => void names.push(call) } });
  const firstWrite = names.findIndex((call) => /^(write|set|import)/.test(call)) + 1;
  return { calls: names.length, firstWrite };
}

function hasCompletion({ live, digest }: Estate): boolean {
  return live.open(repository).tags.has(`promotion-sha256-${digestHex(digest)}`);
}

describe('a promotion that is killed', () => {
  it.each(['before', 'after'] as const)(
    '%s any call is finished by the next run',
    async (when) => {
      const clean = await createEstate();
      await promote(clean);
      const expected = describeLive(clean);
      const { calls, firstWrite } = await countCalls();
      expect(calls - firstWrite).toBeGreaterThan(60);
      for (let n = firstWrite; n <= calls; n += 1) {
        const estate = await createEstate();
        await expect(promote(estate, { tap: crashAt(n, when) })).rejects.toBeInstanceOf(Crash);
        const outputs = await promote(estate, { attempt: 2 });
        expect({ n, live: describeLive(estate) }).toEqual({ n, live: expected });
        expect((await promote(estate, { attempt: 3 })).promotionDigest).toBe(outputs.promotionDigest);
      }
    },
    patienceMs,
  );

  it(
    'before it changed anything leaves nothing',
    async () => {
      const { firstWrite } = await countCalls();
      const estate = await createEstate();
      const untouched = describeLive(estate);
      for (let n = 1; n < firstWrite; n += 1) {
        await expect(promote(estate, { tap: crashAt(n, 'after') })).rejects.toBeInstanceOf(Crash);
        expect({ n, live: describeLive(estate) }).toEqual({ n, live: untouched });
      }
    },
    patienceMs,
  );

  it(
    'has no completion unless everything else is in place and locked',
    async () => {
      const { calls, firstWrite } = await countCalls();
      for (let n = firstWrite; n <= calls; n += 1) {
        const estate = await createEstate();
        await expect(promote(estate, { tap: crashAt(n, 'after') })).rejects.toBeInstanceOf(Crash);
        if (!hasCompletion(estate)) continue;
        const held = estate.live.open(repository);
        const carried = [...held.manifests.values()].filter(({ digest }) =>
          estate.quarantine.open(repository).manifests.has(digest),
        );
        // Image and platforms, the verdict, and two statements a platform.
        expect(carried.map(({ attributes }) => attributes.writeEnabled)).toEqual(Array(8).fill(false));
        expect(held.tags.get('1.0')).toMatchObject({
          digest: estate.digest,
          attributes: { writeEnabled: false },
        });
      }
    },
    patienceMs,
  );
});

describe('a promotion that is cancelled', () => {
  it('begins no further phase, and is finished by the next run', async () => {
    const estate = await createEstate();
    const cancellation = new AbortController();
    const after = (call: string): void => {
      if (call === 'importImage') cancellation.abort(new Crash('cancelled'));
    };
    const deps = { signal: cancellation.signal };
    await expect(promote(estate, { tap: { after }, deps })).rejects.toBeInstanceOf(Crash);
    expect(hasCompletion(estate)).toBe(false);
    expect((await promote(estate, { attempt: 2 })).status).toBe('promoted');
  });
});

describe('an import whose reply is lost', () => {
  it('is not repeated when the image arrived', async () => {
    const estate = await createEstate();
    const imports: string[] = [];
    await promote(estate, { tap: loseReply(imports, 1) });
    expect(imports).toHaveLength(1);
  });

  it('is repeated for what is absent', async () => {
    const estate = await createEstate();
    const imports: string[] = [];
    let isFirst = true;
    const before = (call: string): void => {
      if (call !== 'importImage') return;
      imports.push(call);
      if (!isFirst) return;
      isFirst = false;
      throw outcomeUnknown();
    };
    const outputs = await promote(estate, { tap: { before } });
    expect(outputs.status).toBe('promoted');
    expect(imports).toHaveLength(2);
  });

  it('ends as incomplete when nothing ever arrives', async () => {
    const estate = await createEstate();
    const before = (call: string): void => {
      if (call === 'importImage') throw outcomeUnknown();
    };
    await expect(promote(estate, { tap: { before } })).rejects.toMatchObject({
      code: 'PROMOTION_IMPORT_INCOMPLETE',
    });
    expect(hasCompletion(estate)).toBe(false);
  });
});

function loseReply(imports: string[], times: number): Tap {
  return {
    after: (call) => {
      if (call !== 'importImage') return;
      imports.push(call);
      if (imports.length <= times) throw outcomeUnknown();
    },
  };
}

function outcomeUnknown(): ExternalError {
  const subject = repository;
  return new ExternalError('IMPORT_OUTCOME_UNKNOWN', {
    subject,
    reason: 'reply lost',
    system: 'ARM',
    operation: 'importImage',
  });
}

describe('two promotions at once', () => {
  it(
    'of one digest, the second run whole between any two calls of the first, make one',
    async () => {
      const clean = await createEstate();
      await promote(clean);
      const expected = describeLive(clean);
      const { calls } = await countCalls();
      for (let n = 1; n <= calls; n += 1) {
        const estate = await createEstate();
        const second: string[] = [];
        const after = async (): Promise<void> => {
          at += 1;
          if (at === n) second.push((await promote(estate, { attempt: 2 })).promotionDigest);
        };
        let at = 0;
        const first = await promote(estate, { tap: { after } });
        expect({ n, second }).toEqual({ n, second: [first.promotionDigest] });
        expect({ n, live: describeLive(estate) }).toEqual({ n, live: expected });
      }
    },
    patienceMs,
  );

  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'of one digest, step by step in random order %i, make one',
    async (seed) => {
      const estate = await createEstate();
      const turns = createTurns(seed);
      const runs = [1, 2, 3].map((attempt) => promote(estate, { attempt, tap: { before: turns.wait } }));
      const outputs = await turns.finish(runs);
      expect(new Set(outputs.map(({ promotionDigest }) => promotionDigest)).size).toBe(1);
      expect(new Set(outputs.map(({ intentDigest }) => intentDigest)).size).toBe(1);
    },
    patienceMs,
  );

  it(
    'of two digests under one tag: one wins, the other gets no completion',
    async () => {
      const { calls } = await countCalls();
      for (let n = 1; n <= calls; n += 1) {
        const estate = await createEstate();
        const rival = { ...estate, digest: await pushDecided(estate, 'two') };
        let at = 0;
        const rivalResult: unknown[] = [];
        const after = async (): Promise<void> => {
          at += 1;
          if (at === n)
            rivalResult.push(await promote(rival, { attempt: 2 }).catch((error: unknown) => error));
        };
        const result = await promote(estate, { tap: { after } }).catch((error: unknown) => error);
        const winners = [estate, rival].filter(hasCompletion);
        expect({ n, winners: winners.length }).toEqual({ n, winners: 1 });
        expect(estate.live.open(repository).tags.get('1.0')?.digest).toBe(winners[0]?.digest);
        const loser = winners[0] === estate ? rivalResult[0] : result;
        expect(loser).toMatchObject({ code: 'PROMOTION_TAG_TAKEN' });
      }
    },
    patienceMs,
  );

  it('where the rival finishes inside the import, between its check and its copy: the rival wins', async () => {
    const estate = await createEstate();
    const rival = { ...estate, digest: await pushDecided(estate, 'two') };
    let isFirst = true;
    estate.afterCheck = async () => {
      if (!isFirst) return;
      isFirst = false;
      await promote(rival, { attempt: 2 });
    };
    await expect(promote(estate)).rejects.toMatchObject({ code: 'PROMOTION_TAG_TAKEN' });
    expect(hasCompletion(estate)).toBe(false);
    expect(estate.live.open(repository).tags.get('1.0')?.digest).toBe(rival.digest);
    await expect(promote(estate)).rejects.toMatchObject({ code: 'PROMOTION_TAG_TAKEN' });
  });
});

describe('a tag in quarantine that moves at any moment', () => {
  it(
    'stops the promotion or changes nothing about it',
    async () => {
      const { calls } = await countCalls();
      for (let n = 1; n <= calls; n += 1) {
        const estate = await createEstate();
        const image = parseRequestedImage(`${repository}:v1@${estate.digest}`);
        let at = 0;
        const after = async (): Promise<void> => {
          at += 1;
          if (at === n) await pushIndex(estate.quarantine, repository, 'two', 'v1');
        };
        const result = await promote(estate, { change: { image }, tap: { after } }).catch(
          (error: unknown) => error,
        );
        // The first two calls read the accounts; the third reads the tag.
        expect(result).toMatchObject(n <= 2 ? { code: 'PROMOTION_TAG_MOVED' } : { digest: estate.digest });
      }
    },
    patienceMs,
  );
});

/** Lets one waiting call go at a time, in an order that the seed decides. */
function createTurns(seed: number): {
  wait: () => Promise<void>;
  finish: <T>(runs: readonly Promise<T>[]) => Promise<readonly T[]>;
} {
  const waiting: (() => void)[] = [];
  let state = seed * 2654435761 + 1;
  const next = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
  return {
    wait: () => new Promise((resolve) => void waiting.push(resolve)),
    finish: async (runs) => {
      let open = runs.length;
      for (const run of runs) void run.catch(() => undefined).finally(() => (open -= 1));
      while (open > 0) {
        // Every run that is not waiting gets the chance to reach its next call.
        await new Promise((resolve) => setImmediate(resolve));
        waiting.splice(next(waiting.length), 1)[0]?.();
      }
      return Promise.all(runs);
    },
  };
}
