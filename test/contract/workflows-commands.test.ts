import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { parse } from 'yaml';
import { listFiles, readProjectFile, root } from '../support/repository.ts';

const Workflow = v.object({
  jobs: v.record(
    v.string(),
    v.object({ steps: v.optional(v.array(v.object({ run: v.optional(v.string()) })), []) }),
  ),
});
const Manifest = v.object({ scripts: v.record(v.string(), v.string()) });

const { scripts } = v.parse(Manifest, JSON.parse(readProjectFile('package.json')));

/** The shell lines of a workflow's steps. */
function listLines(file: string): readonly string[] {
  const { jobs } = v.parse(Workflow, parse(readProjectFile(file)));
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  return steps.flatMap(({ run = '' }) => run.split('\n').map((line) => line.trim()));
}

function listMatches(lines: readonly string[], pattern: RegExp): readonly string[] {
  return lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}

describe('the commands of workflows', () => {
  const files = listFiles(/^\.github\/workflows\/[^/]+\.yml$/);
  const lines = files.flatMap(listLines);

  it('of npm are scripts of package.json', () => {
    const called = listMatches(lines, /\bnpm run (?:-s |--silent )?([\w:-]+)/);
    expect(called).toEqual(expect.arrayContaining(['build', 'check']));
    expect(called.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('of the project are files that can be executed', () => {
    const called = listMatches(lines, /^(\.\/[\w./-]+)/);
    expect(called).toEqual(['./.ci/run']);
    for (const file of called) expect(() => accessSync(join(root, file), constants.X_OK)).not.toThrow();
  });

  it('of package.json are files of the project', () => {
    const run = Object.values(scripts).map((script) => script.replace(/^node scripts\/run\.mjs /, ''));
    const named = run.map((script) => script.split(' ')[0] ?? '');
    expect(named.filter((file) => listFiles(/\.ts$/).includes(file))).toEqual(named);
  });
});
