import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Answer, Memory, Promoted, Question, Verdict } from './types.ts';

/** How much is promoted. */
export interface LoadOptions {
  /** Promotions of different images. */
  readonly different: number;
  /** Promotions of one image at the same time. */
  readonly same: number;
  readonly atATime: number;
  /** After so many of the different ones the memory is read for the first time. */
  readonly firstReading: number;
  report?(line: string): void;
}

/** What came of the load. */
export interface LoadReport {
  readonly promotions: readonly Promoted[];
  readonly early: Memory;
  readonly late: Memory;
  readonly verdict: Verdict;
  readonly seconds: number;
}

/** Promotes many images, then one many times, all through one throttled registry. */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const startedAt = performance.now();
  const simulator = openSimulator(options.different + 1);
  try {
    await simulator.expect('ready');
    const { firstReading, different, same } = options;
    const first = await promoteMany(simulator, count(0, firstReading), options);
    const early = await readMemory(simulator);
    const rest = await promoteMany(simulator, count(firstReading, different), options);
    const late = await readMemory(simulator);
    const again = await promoteMany(
      simulator,
      Array.from({ length: same }, () => different),
      options,
    );
    simulator.ask({ kind: 'verdict' });
    const { verdict } = await simulator.expect('verdict');
    const seconds = (performance.now() - startedAt) / 1000;
    return { promotions: [...first, ...rest, ...again], early, late, verdict, seconds };
  } finally {
    simulator.close();
  }
}

/** What is wrong with a load; empty when all is right. */
export function findLoadProblems(report: LoadReport, { different, same }: LoadOptions): readonly string[] {
  const { promotions, verdict } = report;
  const failed = promotions.filter(({ exitCode }) => exitCode !== 0);
  const records = new Map(promotions.map(({ index, record }) => [index, new Set<string>([record])]));
  for (const { index, record } of promotions) records.get(index)?.add(record);
  const twice = [...records].filter(([, found]) => found.size > 1).map(([index]) => index);
  const growth = report.late.heapBytes / report.early.heapBytes;
  return [
    ...verdict.problems,
    ...failed.map(({ index, errors }) => `image ${index} failed: ${errors.join(' | ')}`),
    ...twice.map((index) => `image ${index} has two records`),
    ...(promotions.length === different + same ? [] : [`${promotions.length} promotions ended`]),
    ...(verdict.completions === different + 1 ? [] : [`${verdict.completions} images are promoted`]),
    ...(verdict.throttled > 0 ? [] : ['the registry never throttled']),
    ...(growth <= 1.2 ? [] : [`the heap grew ${growth.toFixed(2)}-fold`]),
  ];
}

interface Simulator {
  ask(question: Question): void;
  expect<K extends Answer['kind']>(kind: K): Promise<Extract<Answer, { readonly kind: K }>>;
  close(): void;
}

function openSimulator(images: number): Simulator {
  const file = join(import.meta.dirname, 'simulator.ts');
  const child = fork(file, [String(images)], { execArgv: ['--no-warnings', '--expose-gc'] });
  return {
    ask: (question) => void child.send(question),
    expect: createMailbox(child),
    close: () => void child.kill('SIGKILL'),
  };
}

// Answers are kept until somebody expects them: several promotions may end in one turn.
function createMailbox(child: ChildProcess): Simulator['expect'] {
  const kept: Answer[] = [];
  let hasEnded = false;
  let wake = Promise.withResolvers<undefined>();
  const ring = (): void => {
    wake.resolve(undefined);
    wake = Promise.withResolvers();
  };
  child.on('message', (answer: Answer) => {
    kept.push(answer);
    ring();
  });
  child.once('exit', () => {
    hasEnded = true;
    ring();
  });
  return async (kind) => {
    for (;;) {
      const at = kept.findIndex((answer) => isOf(answer, kind));
      const [found] = at === -1 ? [] : kept.splice(at, 1);
      if (found !== undefined && isOf(found, kind)) return found;
      if (hasEnded) throw new Error(`the simulator ended before its answer "${kind}"`);
      await wake.promise;
    }
  };
}

function isOf<K extends Answer['kind']>(
  answer: Answer,
  kind: K,
): answer is Extract<Answer, { readonly kind: K }> {
  return answer.kind === kind;
}

async function promoteMany(
  simulator: Simulator,
  indexes: readonly number[],
  { atATime, report }: LoadOptions,
): Promise<readonly Promoted[]> {
  const waiting = [...indexes];
  const ended: Promoted[] = [];
  const start = (): void => {
    const index = waiting.shift();
    if (index !== undefined) simulator.ask({ kind: 'promote', index, tag: `v${index}` });
  };
  for (let slot = 0; slot < atATime; slot += 1) start();
  while (ended.length < indexes.length) {
    const promoted = await simulator.expect('promoted');
    ended.push(promoted);
    if (ended.length % 50 === 0) report?.(`${ended.length} of ${indexes.length}`);
    start();
  }
  return ended;
}

async function readMemory(simulator: Simulator): Promise<Memory> {
  simulator.ask({ kind: 'memory' });
  return (await simulator.expect('memory')).memory;
}

function count(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
