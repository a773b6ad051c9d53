import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { listActions } from '../../scripts/build/entries.ts';
import { readActionSource } from '../../scripts/docs/action-source.ts';

const root = dirname(dirname(import.meta.dirname));
const actions = listActions(root);

function readText(...path: string[]): string {
  return readFileSync(join(root, 'actions', ...path), 'utf8');
}

describe('actions', () => {
  it('are found by folder', () => {
    expect(actions.length).toBeGreaterThan(0);
  });
});

describe.each(actions)('actions/%s', (name) => {
  it('has an action.yml that says what src/inputs.ts declares', async () => {
    const source = await readActionSource(root, name);
    const manifest = parse(readText(name, 'action.yml'));
    const inputs = Object.entries(source.inputs).map(([input, { options }]) => {
      const filled = options.default === undefined ? {} : { default: options.default };
      return [input, { description: options.description, required: options.required === true, ...filled }];
    });
    expect(manifest.inputs).toEqual(Object.fromEntries(inputs));
    expect(Object.keys(manifest.outputs)).toEqual(Object.keys(source.outputs));
    expect(manifest.description).toBe(source.description);
  });

  it('runs its own bundle under Node 24', () => {
    const manifest = parse(readText(name, 'action.yml'));
    expect(manifest.runs).toEqual({ using: 'node24', main: `../../dist/${name}.js` });
  });

  it('documents every input and output, and the permissions of its job', async () => {
    const source = await readActionSource(root, name);
    const readme = readText(name, 'README.md');
    const names = [...Object.keys(source.inputs), ...Object.keys(source.outputs)];
    expect(names.filter((each) => !readme.includes(`| \`${each}\``))).toEqual([]);
    expect(readme).toMatch(/^## Permissions\n/m);
  });

  it('starts by an index of at most 25 lines that holds no decision', () => {
    const index = readText(name, 'src/index.ts');
    expect(index.split('\n').length).toBeLessThanOrEqual(25);
    expect(index).not.toMatch(/\b(if|for|while|catch|switch)\b/);
  });

  it('keeps toolkit, environment and SDKs out of its sources', () => {
    const main = readText(name, 'src/main.ts');
    expect(main).not.toMatch(/@actions\/|process\.env|@azure\//);
  });
});
