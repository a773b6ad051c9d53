import { dirname, join } from 'node:path';
import { buildDist } from './build/bundle.ts';
import { compareDist, writeDist } from './build/store.ts';
import { parseOptions } from './parse-options.ts';

const root = dirname(import.meta.dirname);
const help = `npm run build [-- --check]

Bundles every action into dist/.
  --check   change nothing; fail when dist/ is not what the sources give
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
  const dist = await buildDist(root);
  const folder = join(root, 'dist');
  if (values.check === true) return report(await compareDist(folder, dist));
  const difference = await writeDist(folder, dist);
  const bytes = [...dist.values()].reduce((sum, code) => sum + Buffer.byteLength(code), 0);
  const lines = [...difference, `dist: ${dist.size} files, ${Math.round(bytes / 1024)} KiB`];
  return print(`${lines.join('\n')}\n`, 0);
}

function report(difference: readonly string[]): number {
  if (difference.length === 0) return print('dist is fresh\n', 0);
  return print(`dist is not what the sources give; run npm run build:\n${difference.join('\n')}\n`, 1);
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
