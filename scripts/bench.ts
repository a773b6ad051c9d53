import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadBenchmark } from './bench/load.ts';
import { renderResult, summarise } from './bench/results.ts';
import type { Result } from './bench/types.ts';
import { parseOptions } from './parse-options.ts';

const folder = join(dirname(import.meta.dirname), 'test/bench');
const names = readdirSync(folder).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
const help = `npm run bench [-- NAME… --json]

Measures and holds the figures against their limits; times are ratios to a reference of the same run, shown as
minimum / median / maximum.
  NAME     only these: ${names.join(', ')}
  --json   print the figures as JSON
`;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseOptions({ args: [...argv], options, allowPositionals: true });
  if (values.help === true) return print(help, 0);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) return print(`there is no benchmark "${unknown.join('", "')}"\n\n${help}`, 2);
  const results: Result[] = [];
  for (const name of positionals.length === 0 ? names : positionals) {
    results.push(...(await measure(name, values.json !== true)));
  }
  if (values.json === true)
    print(`${JSON.stringify({ version: 1, node: process.version, figures: results }, null, 2)}\n`, 0);
  return results.every(({ isWithinLimit }) => isWithinLimit) ? 0 : 1;
}

async function measure(name: string, isShown: boolean): Promise<readonly Result[]> {
  const bench = await loadBenchmark(pathToFileURL(join(folder, `${name}.bench.ts`)));
  const results = (await bench.run()).map((figure) => summarise(name, figure));
  const reference = results.find((result) => result.reference !== undefined)?.reference;
  const title = reference === undefined ? bench.title : `${bench.title} (1× = ${reference})`;
  if (isShown) print(`${name}: ${title}\n${results.map(renderResult).join('\n')}\n`, 0);
  return results;
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
