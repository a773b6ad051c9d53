import type { KillReport } from './kill-all.ts';

/** What all deaths came to. */
export function renderKill({ possible, results }: KillReport, seconds: number): string {
  const wrong = results.filter(({ problems }) => problems.length > 0);
  const reached = results.filter(({ at }) => at !== undefined).length;
  return [
    `${results.length} of ${possible} deaths, ${reached} at a request that was sent, ${Math.round(seconds)} s`,
    `wrong: ${wrong.length}`,
    ...wrong.flatMap(({ stage, death, at, problems }) => [
      `  ${stage}: ${death.signal} ${death.moment} request ${death.request} (${at ?? 'not sent'})`,
      ...problems.map((problem) => `    ${problem}`),
    ]),
  ].join('\n');
}
