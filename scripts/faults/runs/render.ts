import type { CaseResult } from './fault-case.ts';

/** One case with every fault, as a person needs it to play it again. */
export function renderCase(result: CaseResult): string {
  const { seed, index, rate, isBundled, injected, codes, problems, requests, durationMs } = result;
  return [
    `case ${index} of seed ${seed}: ${isBundled ? 'bundles' : 'in process'}, rate ${rate}, ${requests} requests, ${durationMs} ms`,
    ...injected.map(({ request, fault }) => `  ${fault.padEnd(18)} ${request}`),
    ...codes.map((code) => `  failed under faults: ${code}`),
    ...problems.map((problem) => `  WRONG: ${problem}`),
    `  again: npm run faults -- --seed ${seed} --case ${index}`,
  ].join('\n');
}

/** What all cases came to. */
export function renderCases(results: readonly CaseResult[], seconds: number): string {
  const injected = results.flatMap((result) => result.injected);
  const wrong = results.filter(({ problems }) => problems.length > 0);
  const hangs = results.filter(({ problems }) => problems.some((problem) => problem.includes('HANG')));
  const bundled = results.filter(({ isBundled }) => isBundled).length;
  return [
    `${injected.length} faults in ${results.length} cases (${bundled} with bundles), ${sum(results)} requests, ${Math.round(seconds)} s, ${(injected.length / seconds).toFixed(1)} faults/s`,
    `wrong: ${wrong.length}, hangs: ${hangs.length}`,
    '',
    'faults',
    ...renderCounts(injected.map(({ fault }) => fault)),
    '',
    'errors that ended a run under faults',
    ...renderCounts(results.flatMap(({ codes }) => codes)),
  ].join('\n');
}

function sum(results: readonly CaseResult[]): number {
  return results.reduce((total, { requests }) => total + requests, 0);
}

function renderCounts(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `  ${String(count).padStart(6)}  ${name}`);
}
