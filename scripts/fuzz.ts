import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isGood, renderSummary } from './fuzz/run.ts';
import type { FuzzOrder } from './fuzz/run.ts';
import { fuzzWatched } from './fuzz/watch.ts';
import { parseOptions } from './parse-options.ts';

const folder = join(dirname(import.meta.dirname), 'test/fuzz');
const names = readdirSync(folder).flatMap((file) => /^(.+)\.fuzz\.ts$/.exec(file)?.[1] ?? []);
const maxCount = 100_000_000;
/** Longer than a machine that does other work stops a thread. */
const hangMs = 60_000;
const help = `npm run fuzz [-- NAME… --seed N --count N --from N]

Tries mutated reports, policies, facts and signed envelopes: nothing may crash or hang, what passes must pass a
second evaluator, and what verifies must be the bytes that were signed.
  NAME     only these: ${names.join(', ')}
  --seed   which mutants; the same seed gives the same ones (default 1)
  --count  how many of each target (default 10000)
  --from   the number of the first one, to repeat a mutant: --from 4711 --count 1
`;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const options = { seed: text, count: text, from: text, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseOptions({ args: [...argv], options, allowPositionals: true });
  if (values.help === true) return print(help, 0);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) return print(`there is no target "${unknown.join('", "')}"\n\n${help}`, 2);
  const numbers = [toCount(values.seed, 1), toCount(values.count, 10_000), toCount(values.from, 0)];
  const [seed, count, from] = numbers.filter((number) => number !== undefined);
  if (seed === undefined || count === undefined || from === undefined || count === 0) {
    return print(`a number is wrong\n\n${help}`, 2);
  }
  return run(positionals.length === 0 ? names : positionals, { seed, count, from });
}

// Each target in a thread of its own, so two cores are not idle and a mutant that hangs can be ended.
async function run(targets: readonly string[], order: FuzzOrder): Promise<number> {
  const runs = targets.map(async (name) => {
    const url = pathToFileURL(join(folder, `${name}.fuzz.ts`)).href;
    const summary = await fuzzWatched(url, order, hangMs);
    print(renderSummary(name, order.seed, summary), 0);
    // A single mutant that is repeated says nothing about how many parse.
    return order.count === 1 ? summary.violations.length === 0 : isGood(summary);
  });
  return (await Promise.all(runs)).every(Boolean) ? 0 : 1;
}

function toCount(text: string | undefined, fallback: number): number | undefined {
  if (text === undefined) return fallback;
  const value = Number(text);
  return /^\d+$/.test(text) && value <= maxCount ? value : undefined;
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
