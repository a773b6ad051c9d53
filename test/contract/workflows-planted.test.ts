import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { openHouse } from '../../scripts/workflows/open-house.ts';
import { laws } from '../../workflows-src/laws/index.ts';
import { listFiles, readProjectFile, root } from '../support/repository.ts';
import { findInAction, findInWorkflow } from './workflows/finders.ts';

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

describe('a planted error of an action.yml', () => {
  const text = readProjectFile('actions/plan-changes/action.yml');

  it.each([
    ['an older Node', 'using: node24', 'using: node20', 'law:action-node24'],
    ['a bundle elsewhere', '../../dist/plan-changes.js', 'index.js', 'law:action-bundle'],
    [
      'a step before',
      '  using: node24',
      '  using: node24\n  pre: ../../dist/plan-changes.js',
      'law:action-only-main',
    ],
    [
      'an expression as default',
      'default: lazaret.yaml',
      'default: ${{ github.head_ref }}',
      'law:action-defaults',
    ],
    [
      'an input without description',
      'inputs:\n',
      'inputs:\n  more:\n    required: false\n',
      'law:action-described',
    ],
    ['no program', '  main: ../../dist/plan-changes.js\n', '', 'languageservice'],
    ['a key that does not exist', 'runs:\n', 'runs:\n  mian: x\n', 'languageservice'],
  ])('%s is found', async (_, from, to, finder) => {
    expect(text).toContain(from);
    const found = await findInAction('actions/plan-changes/action.yml', text.replace(from, to));
    expect(found.map(({ rule }) => rule)).toContain(finder);
  });
});
