import { describe, expect, it } from '@jest/globals';
import { findLines, listSources } from '../support/repository.ts';

const sources = listSources(/^(lib|actions|simulator|scripts|workload)\/.*\.(ts|mjs|js)$/);
const shells =
  /shell:(?!\s*(?:false|string))|\b(exec|execSync)\b.*from 'node:child_process'|\b(spawn|exec|run)\w*\(\s*['"`](?:[\w/]*\/)?(?:ba|da|z|k)?sh['"`].*['"]-l?c['"]/;
const starters = /from 'node:child_process'|import\('node:child_process'\)/;

describe('programs', () => {
  it('are started without a shell string', () => {
    expect(findLines(sources, shells)).toEqual([]);
  });

  it('are started by the frame alone in what ships', () => {
    const shipped = sources.filter((name) => /^(lib\/(?!action\/)|actions\/)/.test(name));
    expect(findLines(shipped, starters)).toEqual([]);
  });

  it.each([
    ["spawn('ls', { shell: true })"],
    ["import { exec } from 'node:child_process';"],
    ["spawn('sh', ['-c', line])"],
    ["execFile('/bin/bash', ['-lc', line])"],
  ])('would be caught: %s', (line) => {
    expect(shells.test(line)).toBe(true);
  });
});
