import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../lib/domain/config/index.ts';
import { parsePolicy } from '../../lib/domain/gate/index.ts';
import { openHouse } from '../../scripts/workflows/open-house.ts';
import { exampleCommit } from '../../workflows-src/examples.ts';
import { listFiles, readProjectFile, root } from '../support/repository.ts';
import { findInAction, findInWorkflow } from './workflows/finders.ts';

const house = openHouse(root);

const example = 'examples/adopter/';

describe('the example of an adopter', () => {
  const adopter = {
    ...house,
    pins: { ...house.pins, [house.repository]: { sha: exampleCommit, version: 'v1.0.0' } },
  };

  it.each(listFiles(/^examples\/adopter\/\.github\/workflows\/.*\.yml$/))(
    'is no worse than our own callers: %s',
    async (name) => {
      const found = await findInWorkflow(name, readProjectFile(name), adopter);
      // It is copied, so it is written by nobody's generator any more.
      expect(found.filter(({ rule }) => rule !== 'law:header')).toEqual([]);
    },
  );

  it('has a configuration and a policy that can be read', () => {
    const config = parseConfig(readProjectFile(`${example}lazaret.yaml`), 'lazaret.yaml');
    expect(config.images.map(({ name, folder }) => [name, existsSync(join(root, example, folder))])).toEqual([
      ['webshop', true],
    ]);
    expect(parsePolicy(readProjectFile(`${example}${config.policy}`), config.policy)).toMatchObject({
      ok: true,
    });
  });
});

describe('the linters of npm and our own laws', () => {
  it.each(listFiles(/^\.github\/workflows\/.*\.ya?ml$/))('find nothing in %s', async (name) => {
    expect(await findInWorkflow(name, readProjectFile(name), house)).toEqual([]);
  });

  it.each(listFiles(/^actions\/[^/]+\/action\.yml$/))('find nothing in %s', async (name) => {
    expect(await findInAction(name, readProjectFile(name))).toEqual([]);
  });
});
