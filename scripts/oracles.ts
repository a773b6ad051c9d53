import { constants } from 'node:os';
import { askJudge, isFailure } from './oracles/ask.ts';
import { closeBenches } from './oracles/bench/bench.ts';
import { listJudges, loadJudge } from './oracles/find-judges.ts';
import { installJudges } from './oracles/install-judges.ts';
import { findCache } from './oracles/programs/find.ts';
import { renderTable } from './oracles/table.ts';
import type { Judge, Report } from './oracles/types.ts';
import { parseOptions } from './parse-options.ts';

const names = listJudges();
const help = `npm run oracles [-- NAME… --json --install --list]

Asks programs that were written elsewhere whether the simulator is right, each in a fresh world, and prints
for each floor and judge: version, cases, agreed, known differences with reasons. Judges that are not there are
skipped and say so; one that is there but does not start, or disagrees, makes the exit code 1.
  NAME        only these:
              ${names.join(', ')}
  --install   first get those that are absent, pinned, into XDG_CACHE_HOME/lazaret/oracles; takes minutes
  --list      list the judges with where they are or how they can be had, and ask none
  --json      print the reports as JSON
`;

for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.once(name, () => void stop(128 + constants.signals[name]));
process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const options = {
    json: { type: 'boolean' },
    install: { type: 'boolean' },
    list: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  const { values, positionals } = parseOptions({ args: [...argv], options, allowPositionals: true });
  if (values.help === true) return print(help, 0);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) return print(`there is no judge "${unknown.join('", "')}"\n\n${help}`, 2);
  const chosen = positionals.length === 0 ? names : positionals;
  const judges = await Promise.all(chosen.map(async (name) => ({ name, judge: await loadJudge(name) })));
  const cache = findCache(process.env);
  const isInstalled = values.install !== true || (await installJudges(judges, cache, tell));
  if (values.list === true) return print(renderList(judges, cache), isInstalled ? 0 : 1);
  const reports = await askAll(judges, cache);
  const text = values.json === true ? toJson(reports) : renderTable(reports);
  return print(`${text}\n`, isInstalled && !reports.some(isFailure) ? 0 : 1);
}

async function askAll(judges: Named, cache: string): Promise<readonly Report[]> {
  const reports: Report[] = [];
  for (const { name, judge } of judges) {
    tell(`asking ${name} …`);
    reports.push(await askJudge(judge, cache));
  }
  return reports;
}

// The programs stand in the terminal's group and hear Ctrl-C themselves.
async function stop(exitCode: number): Promise<void> {
  await closeBenches();
  process.exit(exitCode);
}

type Named = readonly { readonly name: string; readonly judge: Judge }[];

function renderList(judges: Named, cache: string): string {
  const lines = judges.map(({ name, judge: { floor, program, cases } }) => {
    const place = program.find(cache) ?? program.installation?.command ?? program.reason ?? '';
    return `${name.padEnd(18)} ${floor.padEnd(26)} ${String(cases.length).padStart(3)} cases  ${place}\n`;
  });
  return lines.join('');
}

function toJson(reports: readonly Report[]): string {
  return JSON.stringify({ version: 1, node: process.version, reports }, undefined, 2);
}

// Progress is no part of the answer: `--json` is read by programs.
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
