import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { assertActionName, writeAction } from './new-action/write.ts';
import { parseOptions } from './parse-options.ts';

const root = dirname(import.meta.dirname);
const help = `npm run new-action -- NAME "DESCRIPTION"

Writes actions/NAME: contract, documentation, program and tests, and test/process/NAME.test.ts; it passes
npm run check as it is.
  NAME          verb-noun in kebab-case, e.g. scan-image
  DESCRIPTION   one sentence, e.g. "Scan an image for known vulnerabilities."
`;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const options = { help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseOptions({ args: [...argv], options, allowPositionals: true });
  const [name, description] = positionals;
  if (values.help === true) return print(help, 0);
  if (name === undefined || description === undefined || positionals.length > 2) return print(help, 2);
  try {
    assertActionName(name);
    const files = await writeAction(root, { name, description });
    print(`${files.join('\n')}\n`, 0);
    return generate(files);
  } catch (error) {
    return print(`${error instanceof Error ? error.message : String(error)}\n`, 1);
  }
}

function generate(files: readonly string[]): number {
  const programs = [
    ['node_modules/prettier/bin/prettier.cjs', '--log-level=warn', '--write', ...files],
    ['scripts/docs.ts'],
    ['scripts/build.ts'],
  ];
  const codes = programs.map((args) => {
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
    return status ?? 1;
  });
  return Math.max(...codes);
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
