import { createHarness, runTests } from './harness.ts';
import type { Harness } from './harness.ts';
import type { Test, TestOutcome } from './types.ts';

/*
 * A test runner for Stryker, by the port of @stryker-mutator/api 10 (test_runner/TestRunner). The instrumented code asks
 * `globalThis.__stryker__` which mutant is on, and notes there which mutants a test reaches.
 */

interface Switchboard {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: unknown;
}

interface MutantRun {
  readonly activeMutant: { readonly id: string };
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly disableBail: boolean;
  readonly mutantActivation: 'runtime' | 'static';
  readonly reloadEnvironment: boolean;
}

/** The pretended test that fails when a mutant lets the files not even load. */
const loads = 'the files can be loaded';

declare global {
  var __stryker__: Switchboard | undefined;
}

class Runner {
  readonly #harness: Harness;
  #tests: readonly Test[] | undefined;

  constructor(files: readonly string[]) {
    this.#harness = createHarness(process.cwd(), files);
  }

  capabilities(): object {
    return { reloadEnvironment: true };
  }

  async dryRun(): Promise<object> {
    const board = findBoard();
    this.#tests = await this.#harness.load();
    const outcomes = await runTests(this.#tests, {
      bail: false,
      before: (name) => (board.currentTestId = name),
    });
    board.currentTestId = undefined;
    const tests = [{ name: loads, durationMs: 0, failure: undefined }, ...outcomes].map(toResult);
    return { status: 'complete', tests, mutantCoverage: board.mutantCoverage };
  }

  async mutantRun(run: MutantRun): Promise<object> {
    const board = findBoard();
    Object.assign(board, { hitCount: 0, hitLimit: run.hitLimit, currentTestId: undefined });
    board.activeMutant = run.mutantActivation === 'static' ? run.activeMutant.id : undefined;
    try {
      if (run.reloadEnvironment || this.#tests === undefined) this.#tests = await this.#harness.load();
    } catch (error) {
      this.#tests = undefined;
      return { status: 'killed', killedBy: [loads], failureMessage: String(error), nrOfTests: 1 };
    }
    board.activeMutant = run.activeMutant.id;
    const wanted = run.testFilter === undefined ? undefined : new Set(run.testFilter);
    const tests = this.#tests.filter(({ name }) => wanted?.has(name) ?? true);
    const outcomes = await runTests(tests, { bail: !run.disableBail, before: () => undefined });
    board.activeMutant = undefined;
    if (run.reloadEnvironment) this.#tests = undefined;
    return judge(outcomes, board);
  }
}

/** What Stryker looks for in a plugin. */
export const strykerPlugins = [
  {
    kind: 'TestRunner',
    name: 'in-process',
    factory: Object.assign(
      ({ mutants }: { readonly mutants: { readonly tests: readonly string[] } }) => new Runner(mutants.tests),
      { inject: ['options'] },
    ),
  },
];

function findBoard(): Switchboard {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}

function judge(outcomes: readonly TestOutcome[], { hitCount = 0, hitLimit = Infinity }: Switchboard): object {
  if (hitCount > hitLimit) return { status: 'timeout', reason: `reached ${hitCount} times` };
  const failed = outcomes.filter(({ failure }) => failure !== undefined);
  const nrOfTests = outcomes.length;
  if (failed.length === 0) return { status: 'survived', nrOfTests };
  const killedBy = failed.map(({ name }) => name);
  return { status: 'killed', killedBy, failureMessage: failed[0]?.failure ?? '', nrOfTests };
}

function toResult({ name, durationMs, failure }: TestOutcome): object {
  const common = { id: name, name, timeSpentMs: durationMs };
  return failure === undefined ? { ...common, status: 0 } : { ...common, status: 1, failureMessage: failure };
}
