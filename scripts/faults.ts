import { findLoadProblems, runLoad } from './faults/load/load.ts';
import { renderLoad } from './faults/load/render.ts';
import { killAll } from './faults/kill/kill-all.ts';
import { renderKill } from './faults/kill/render.ts';
import { raceAll } from './faults/race/race-all.ts';
import { renderRaces } from './faults/race/render.ts';
import { playCases } from './faults/runs/lanes.ts';
import { renderCase, renderCases } from './faults/runs/render.ts';
import { parseOptions } from './parse-options.ts';

const help = `npm run faults [-- OPTION…]

Disturbs the chain from upstream to live and holds what is left against what an undisturbed chain leaves.
Without --kill, --race or --load: draws delays, drops, truncations, 429, 5xx, 401, senseless replies, replies lost after the
service had done its work, and expired tokens over import, build and promotions.
  --seed N        what is drawn (default 1); the same seed draws the same
  --count N       go on until so many faults were injected (default 1000)
  --case N        play this case of the seed alone, and print it
  --kill N|all    instead: kill import, promotion and build at request boundaries, N drawn deaths of each, or all
  --race N|all    instead: another client between two requests of a promotion, in N drawn gaps for each kind, or all
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
    race: { type: 'string' },
    load: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values } = parseOptions({ args: [...argv], options });
  if (values.help === true) return print(help, 0);
  const isJson = values.json === true;
  const seed = readCount(values.seed);
  if (values.kill !== undefined) return kill(seed, values.kill, isJson);
  if (values.race !== undefined) return race(seed, values.race, isJson);
  if (values.load === true) return load(isJson);
  const cases = values.case === undefined ? {} : { cases: [readCount(values.case)] };
  return disturb({ seed, faults: readCount(values.count), ...cases }, isJson);
}

async function disturb(
  order: { readonly seed: number; readonly faults: number; readonly cases?: readonly number[] },
  isJson: boolean,
): Promise<number> {
  const startedAt = performance.now();
  const lanes = chooseLanes(order);
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

// A world takes a second or two to open, so a short run opens few.
function chooseLanes({ cases, faults }: { readonly cases?: readonly number[]; readonly faults: number }) {
  if (cases !== undefined) return { processes: 1, worlds: 1 };
  return faults < 500 ? { processes: 1, worlds: 2 } : { processes: 2, worlds: 4 };
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

async function race(seed: number, count: string, isJson: boolean): Promise<number> {
  const startedAt = performance.now();
  const perIntruder = count === 'all' ? {} : { perIntruder: readCount(count) };
  const results = await raceAll({ seed, ...perIntruder });
  const seconds = (performance.now() - startedAt) / 1000;
  const isRight = results.every(({ problems }) => problems.length === 0);
  const text = isJson ? JSON.stringify({ version: 1, seconds, results }) : renderRaces(results, seconds);
  return print(`${text}\n`, isRight ? 0 : 1);
}

async function load(isJson: boolean): Promise<number> {
  const order = { different: 200, same: 20, atATime: 16, firstReading: 50 };
  const report = await runLoad({ ...order, report: tell });
  const problems = findLoadProblems(report, order);
  const text = isJson ? JSON.stringify({ version: 1, problems, ...report }) : renderLoad(report, problems);
  return print(`${text}\n`, problems.length === 0 ? 0 : 1);
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
