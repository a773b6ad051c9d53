import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findErrorCode } from '../lib/base/error-code.ts';
import { listGenerated } from './docs/list-generated.ts';
import type { Generated } from './docs/generated.ts';
import { parseOptions } from './parse-options.ts';

const root = dirname(import.meta.dirname);
const help = `npm run docs [-- --check]

Writes what is generated from sources: the blocks of action.yml, the tables of each action's README, the typed
bindings of workflow sources, docs/errors.md, docs/assumptions.md, the key table of
docs/configuration.md, and the schemas of lazaret.yaml, gate.yaml and images.lock.yaml.
  --check   change nothing; fail when a file is not current
`;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = print(`${error instanceof Error ? error.message : String(error)}\n`, 1);
}

async function main(argv: readonly string[]): Promise<number> {
  const options = { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values } = parseOptions({ args: [...argv], options });
  if (values.help === true) return print(help, 0);
  const files = await listGenerated(root);
  const states = await Promise.all(files.map(isCurrent));
  const old = files.filter((_, index) => states[index] !== true);
  const names = old.map(({ path }) => path).join('\n');
  if (values.check === true && old.length > 0) return print(`not current; run npm run docs:\n${names}\n`, 1);
  await Promise.all(old.map(write));
  return print(old.length === 0 ? 'docs are current\n' : `written:\n${names}\n`, 0);
}

async function isCurrent({ path, content }: Generated): Promise<boolean> {
  return (await readText(join(root, path))) === content;
}

async function write({ path, content }: Generated): Promise<void> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (findErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
