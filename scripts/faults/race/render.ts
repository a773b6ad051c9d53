import type { RaceResult } from './race-case.ts';

/** What all races came to, by intruder. */
export function renderRaces(results: readonly RaceResult[], seconds: number): string {
  const wrong = results.filter(({ problems }) => problems.length > 0);
  return [
    `${results.length} races, ${Math.round(seconds)} s`,
    `wrong: ${wrong.length}`,
    ...wrong.flatMap(({ intruder, gap, first, second, problems }) => [
      `  ${intruder} at ${gap}: ${first}, then ${second}`,
      ...problems.map((problem) => `    ${problem}`),
    ]),
    ...[...new Set(results.map(({ intruder }) => intruder))].map((name) => renderEnds(name, results)),
  ].join('\n');
}

function renderEnds(name: string, results: readonly RaceResult[]): string {
  const counts = new Map<string, number>();
  for (const { intruder, first } of results) {
    if (intruder === name) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return `  ${name}: ${[...counts].map(([end, count]) => `${end} ${count}`).join(', ')}`;
}
