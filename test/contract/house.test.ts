import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { listFiles, readProjectFile, root } from '../support/repository.ts';

const { scripts } = JSON.parse(readProjectFile('package.json')) as { scripts: Record<string, string> };
const commands = ['start', 'test', 'check', 'simulator', 'bench', 'oracles', 'build', 'docs', 'new-action'];

describe('package.json', () => {
  it.each(commands)('has the command "%s", which sets up first', (name) => {
    expect(scripts[name]).toMatch(/^node scripts\/run\.mjs \S+\.ts/);
  });

  it.each(Object.entries(scripts))('starts a program that exists: %s', (_, command) => {
    const [, , program = ''] = command.split(' ');
    expect(existsSync(join(root, program))).toBe(true);
  });
});

describe('the files', () => {
  const sources = listFiles(/^(lib|actions|simulator|scripts|test|workload|workflows-src)\/.*\.(ts|mjs|js)$/);

  it('are named in kebab case', () => {
    const odd = sources.filter(
      (name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|mjs|js)$/.test(basename(name)),
    );
    expect(odd).toEqual([]);
  });

  it('are no drawers', () => {
    expect(sources.filter((name) => /(^|\/)(utils?|helpers?|common|misc|manager)[./]/.test(name))).toEqual(
      [],
    );
  });
});
