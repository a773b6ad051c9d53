import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openHouse } from '../../scripts/workflows/open-house.ts';
import { laws } from '../../workflows-src/laws/index.ts';
import { listFiles, readProjectFile, root } from '../support/repository.ts';
import { findInWorkflow } from './workflows/finders.ts';

const house = openHouse(root);
const planted = listFiles(/^test\/fixtures\/workflows\/planted\/.*\.yml$/);
const clean = listFiles(/^test\/fixtures\/workflows\/clean[^/]*\.yml$/);

function readFinder(name: string): string {
  return /^# Found by: (\S+)$/m.exec(readProjectFile(name))?.[1] ?? '';
}

async function listRules(name: string): Promise<readonly string[]> {
  const found = await findInWorkflow(name, readProjectFile(name), house);
  return [...new Set(found.map(({ rule }) => rule))];
}

describe('the fixtures', () => {
  it.each(clean)('have nothing in %s, so that what is found elsewhere is what was planted', async (name) => {
    expect(await listRules(name)).toEqual([]);
  });

  it('plant at least 40 errors', () => {
    expect(planted.length).toBeGreaterThanOrEqual(40);
  });

  it('plant something for every law', () => {
    const finders = new Set(planted.map(readFinder));
    expect(laws.map(({ id }) => `law:${id}`).filter((rule) => !finders.has(rule))).toEqual([]);
  });
});

describe('a planted error', () => {
  it.each(planted.map((name) => [basename(name, '.yml'), readFinder(name), name]))(
    '%s is found by %s',
    async (_, finder, name) => {
      expect(await listRules(name)).toContain(finder);
    },
  );
});
