import type { LoadReport } from './load.ts';
import type { Memory } from './types.ts';

/** What the load came to. */
export function renderLoad(report: LoadReport, problems: readonly string[]): string {
  const { early, late, promotions, seconds, verdict } = report;
  const { completions, imports, requests, throttled } = verdict;
  return [
    `${promotions.length} promotions of ${completions} images, ${Math.round(seconds)} s`,
    `${requests} requests, ${throttled} of them throttled; ${imports} imports asked for`,
    `memory of the simulator: ${renderMemory(early)}, then ${renderMemory(late)}`,
    `heap ${(late.heapBytes / early.heapBytes).toFixed(2)}×, resident ${(late.rssBytes / early.rssBytes).toFixed(2)}×`,
    `wrong: ${problems.length}`,
    ...problems.map((problem) => `  ${problem}`),
  ].join('\n');
}

function renderMemory({ heapBytes, rssBytes }: Memory): string {
  return `heap ${toMebibytes(heapBytes)} MiB, resident ${toMebibytes(rssBytes)} MiB`;
}

function toMebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
