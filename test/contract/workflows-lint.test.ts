import { describe, expect, it } from '@jest/globals';
import { openHouse } from '../../scripts/workflows/open-house.ts';
import { listFiles, readProjectFile, root } from '../support/repository.ts';
import { findInAction, findInWorkflow } from './workflows/finders.ts';

const house = openHouse(root);

describe('the linters of npm and our own laws', () => {
  it.each(listFiles(/^\.github\/workflows\/.*\.ya?ml$/))('find nothing in %s', async (name) => {
    expect(await findInWorkflow(name, readProjectFile(name), house)).toEqual([]);
  });

  it.each(listFiles(/^actions\/[^/]+\/action\.yml$/))('find nothing in %s', async (name) => {
    expect(await findInAction(name, readProjectFile(name))).toEqual([]);
  });
});
