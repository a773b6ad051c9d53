import { parseArgs } from 'node:util';
import { killAll } from './faults/kill/kill-all.ts';
import { renderKill } from './faults/kill/render.ts';
import { playCases } from './faults/runs/lanes.ts';
import { renderCase, renderCases } from './faults/runs/render.ts';

const help = `npm run faults [-- OPTION…]

Disturbs the chain from upstream to live and holds what is left against what an undisturbed chain leaves.
Without --kill or --load: draws delays, drops, truncations, 429, 5xx, 401, senseless replies, replies lost after the
service had done its work, and expired tokens over import, build and promotions.
  --seed N        what is drawn (default 1); the same seed draws the same
  --count N       go on until so many faults were injected (default 1000)
  --case N        play this case of the seed alone, and print it
  --kill N|all    instead: kill import, promotion and build at request boundaries, N drawn deaths of each, or all
  --load          instead: 200 promotions, and 20 of one image, 16 processes at a time, under throttling
  --json          print the results as JSON
The exit code is 1 when anything was wrong.
`;

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const options = {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '1000' },
    case: { type: 'string' },
    kill: { type: 'string' },
    load: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseArgs({ args: [...argv], options });
  if (values.help === true) return print(help, 0);
  const isJson = values.json === true;
  const seed = readCount(values.seed);
  if (values.kill !== undefined) return kill(seed, values.kill, isJson);
  const cases = values.case === undefined ? {} : { cases: [readCount(values.case)] };
  return disturb({ seed, faults: readCount(values.count), ...cases }, isJson);
}

async function disturb(
  order: { readonly seed: number; readonly faults: number; readonly cases?: readonly number[] },
  isJson: boolean,
): Promise<number> {
  const startedAt = performance.now();
  const lanes = order.cases === undefined ? { processes: 2, worlds: 4 } : { processes: 1, worlds: 1 };
  const results = await playCases({
    ...order,
    ...lanes,
    report: (result) => {
      if (result.problems.length > 0 || order.cases !== undefined) tell(renderCase(result));
    },
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const isRight = results.every(({ problems }) => problems.length === 0);
  const text = isJson ? JSON.stringify({ version: 1, seconds, results }) : renderCases(results, seconds);
  return print(`${text}\n`, isRight ? 0 : 1);
}

async function kill(seed: number, count: string, isJson: boolean): Promise<number> {
  const startedAt = performance.now();
  const perStage = count === 'all' ? {} : { perStage: readCount(count) };
  const report = await killAll({
    ...{ seed, worlds: 3, ...perStage },
    report: (result) => {
      if (result.problems.length > 0) tell(JSON.stringify(result));
    },
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const isRight = report.results.every(({ problems }) => problems.length === 0);
  const text = isJson ? JSON.stringify({ version: 1, seconds, ...report }) : renderKill(report, seconds);
  return print(`${text}\n`, isRight ? 0 : 1);
}

function readCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`"${text}" is no whole number`);
}

// Progress is no part of the answer: `--json` is read by programs.
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
