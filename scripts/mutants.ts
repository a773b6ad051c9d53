import { dirname, join } from 'node:path';
import { findCache } from './oracles/programs/find.ts';
import { judgeMutants, renderVerdict } from './mutants/judge.ts';
import { readJustified } from './mutants/justified.ts';
import { findStryker, installStryker, runStryker, strykerPackage } from './mutants/stryker.ts';
import { parseOptions } from './parse-options.ts';

const root = dirname(import.meta.dirname);
const folder = 'lib/domain/gate';
const list = 'docs/mutants.md';
const help = `npm run mutants [-- FILE… --install --json]

Changes ${folder} in one place at a time and looks whether its tests notice: Stryker, with the tests of the folder in
one process. Ends with 0 when at least 95 % of the mutants are noticed and every other one is justified in ${list}.
  FILE        only mutants of these files, e.g. decide.ts; the share is then not held
  --install   first get ${strykerPackage} (64 MB) into XDG_CACHE_HOME/lazaret/oracles
  --json      print what became of every mutant as JSON
`;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const flag = { type: 'boolean' } as const;
  const options = { install: flag, json: flag, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseOptions({ args: [...argv], options, allowPositionals: true });
  if (values.help === true) return print(help, 0);
  const cache = findCache(process.env);
  if (values.install === true && findStryker(cache) === undefined) await installStryker(cache);
  const stryker = findStryker(cache);
  if (stryker === undefined) return print(`Stryker is not there: npm run mutants -- --install\n`, 2);
  const mutants = await runStryker(stryker, {
    root,
    folder,
    files: positionals,
    isQuiet: values.json === true,
  });
  const verdict = judgeMutants(mutants, readJustified(join(root, list)), root);
  const isWhole = positionals.length === 0;
  if (values.json === true) print(`${JSON.stringify({ version: 1, mutants }, undefined, 2)}\n`, 0);
  else print(renderVerdict(verdict, isWhole), 0);
  return verdict.unjustified.length === 0 && (!isWhole || verdict.share >= 0.95) ? 0 : 1;
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
