import type { Benchmark, Figure } from '../../scripts/bench/types.ts';
import { decide, gatherFacts, parsePolicy } from '../../lib/domain/gate/index.ts';
import { renderReport } from './gate/report.ts';

const rounds = 7;
const maxRatio = 3;
/** How much more memory a finding may take among many than among few: the noise of the collector. */
const maxGrowth = 1.3;
const now = Date.parse('2026-11-21T12:00:00Z');
const policy = parsePolicy(
  'version: 1\nenvironments: { local: { requires: [], block: { os: high, library: high } } }\n',
  'gate.yaml',
);

/** How long the gate takes over a report of 100,000 findings, beside what JSON.parse alone takes over it. */
export const bench: Benchmark = {
  title: 'reading, judging and deciding a Trivy report of 100,000 findings',
  run: async () => [measureTime(renderReport(100_000)), measureMemory()],
};

function measureTime(text: string): Figure {
  const samples: number[] = [];
  // The first round warms both up.
  for (let round = 0; round <= rounds; round += 1) {
    const parsing = time(() => JSON.parse(text) as unknown);
    const deciding = time(() => decideText(text));
    if (round > 0) samples.push(deciding / parsing);
  }
  return { name: 'time', unit: 'ratio', reference: 'JSON.parse of the same text', samples, limit: maxRatio };
}

function measureMemory(): Figure {
  const small = measureBytes(10_000) / 10_000;
  const samples = [1, 2, 3].map(() => measureBytes(100_000) / 100_000 / small);
  return {
    ...{ name: 'memory a finding, beside 10,000', unit: 'ratio', limit: maxGrowth },
    samples,
  };
}

function measureBytes(findings: number): number {
  const text = renderReport(findings);
  const before = process.memoryUsage().heapUsed;
  const kept = decideText(text);
  const after = process.memoryUsage().heapUsed;
  if (kept.counts.findings !== findings) throw new Error('the gate lost findings');
  return after - before;
}

function decideText(text: string): ReturnType<typeof decide> {
  const facts = gatherFacts({
    environment: 'local',
    reports: [{ name: 'r', text }],
    databaseDate: '2026-11-20',
  });
  const decision = decide(policy, facts, now);
  if (decision.outcome !== 'fail') throw new Error(`the gate said ${decision.outcome}`);
  return decision;
}

function time(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
