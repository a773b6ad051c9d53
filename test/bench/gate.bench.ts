import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Benchmark, Figure } from '../../scripts/bench/types.ts';
import { decide, gatherFacts, parsePolicy } from '../../lib/domain/gate/index.ts';
import type { Facts } from '../../lib/domain/gate/index.ts';
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

// What is held once everything is decided: the report's findings and the decision about each.
function measureBytes(findings: number): number {
  const text = renderReport(findings);
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const facts = gatherText(text);
  const decision = decide(policy, facts, now);
  collectGarbage();
  const after = process.memoryUsage().heapUsed;
  if (decision.counts.findings !== findings || facts.reports.length !== 1)
    throw new Error('findings were lost');
  return after - before;
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
}

function decideText(text: string): void {
  const { outcome } = decide(policy, gatherText(text), now);
  if (outcome !== 'fail') throw new Error(`the gate said ${outcome}`);
}

function gatherText(text: string): Facts {
  const reports = [{ name: 'report', text }];
  return gatherFacts({ environment: 'local', reports, databaseDate: '2026-11-20' });
}

function time(work: () => unknown): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}
