import { openBench } from './bench/bench.ts';
import type { Bench } from './bench/bench.ts';
import { findOnPath } from './programs/find.ts';
import type { Case, Judge, Outcome, Report } from './types.ts';

/** Lets a judge speak, in a world of its own. A judge that is there but does not start is broken. */
export async function askJudge(judge: Judge, cache: string): Promise<Report> {
  const { floor, name, program } = judge;
  const file = program.find(cache);
  if (file === undefined) return { state: 'absent', floor, name, reason: describeAbsence(judge) };
  try {
    const version = await program.readVersion(file);
    const { isPinned } = program;
    return { state: 'asked', floor, name, version, isPinned, outcomes: await runCases(judge, file) };
  } catch (error) {
    return { state: 'broken', floor, name, reason: messageOf(error) };
  }
}

/** Whether a report keeps the simulator from being right; a known difference that is gone from a pinned program is stale. */
export function isFailure(report: Report): boolean {
  if (report.state !== 'asked') return report.state === 'broken';
  return report.outcomes.some(
    ({ verdict }) => verdict === 'disagreed' || (report.isPinned && verdict === 'no longer differs'),
  );
}

/** Runs one case and says how it ended. */
export async function runCase(one: Case, bench: Bench): Promise<Outcome> {
  const startedAt = performance.now();
  const disagreement = await one.run(bench).then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  const durationMs = Math.round(performance.now() - startedAt);
  if (one.known === undefined) {
    return disagreement === undefined
      ? { case: one.name, verdict: 'agreed', durationMs }
      : { case: one.name, verdict: 'disagreed', reason: disagreement, durationMs };
  }
  const verdict = disagreement === undefined ? 'no longer differs' : 'known difference';
  return { case: one.name, verdict, reason: one.known, durationMs };
}

async function runCases(judge: Judge, file: string): Promise<readonly Outcome[]> {
  const bench = await openBench(file);
  try {
    await judge.prepare?.(bench);
    const outcomes: Outcome[] = [];
    for (const one of judge.cases) outcomes.push(await runCase(one, bench));
    return [...outcomes, ...findBugs(bench)];
  } finally {
    await bench.close();
  }
}

// An exception inside the simulator is a disagreement, even where the program took the 500 in its stride.
function findBugs({ simulation }: Bench): readonly Outcome[] {
  return simulation.gateway.bugs.map((error) => {
    return {
      case: 'the simulator has no bug',
      verdict: 'disagreed',
      reason: error.stack ?? '',
      durationMs: 0,
    };
  });
}

function describeAbsence({ program: { installation, reason } }: Judge): string {
  if (installation === undefined) return `not to be had here: ${reason ?? 'no known way'}`;
  const missing = installation.needs.filter((needed) => findOnPath(needed) === undefined);
  if (missing.length > 0) return `not to be had here: needs ${missing.join(', ')}`;
  return 'absent (npm run oracles -- --install gets it)';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
