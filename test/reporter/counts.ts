import { type AggregatedResult, DefaultReporter, SummaryReporter, type TestContext } from '@jest/reporters';

type Counted = Pick<
  AggregatedResult,
  'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests' | 'numRuntimeErrorTestSuites'
>;

/** `N passed, N failed, N skipped`; a file that could not be loaded counts as one failure. */
export function renderCounts(result: Counted): string {
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  return `${result.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * jest's default output, then what was skipped, then the counts alone on the last line.
 * The default reporter is wrapped because jest always appends its own summary behind every other reporter.
 */
export default class CountsReporter extends DefaultReporter {
  override onRunComplete(contexts?: Set<TestContext>, result?: AggregatedResult): void {
    super.onRunComplete();
    if (contexts === undefined || result === undefined) return;
    new SummaryReporter(this._globalConfig, { summaryThreshold: 20 }).onRunComplete(contexts, result);
    // A run of some tests by name skips all others; listing those would only hide the answer.
    const skipped = this._globalConfig.testNamePattern === undefined ? listSkipped(result) : [];
    process.stdout.write([...skipped, renderCounts(result), ''].join('\n'));
  }
}

function listSkipped(result: AggregatedResult): string[] {
  const tests = result.testResults.flatMap((file) => file.testResults);
  return tests.filter((test) => test.status === 'pending').map((test) => `skipped: ${test.fullName}`);
}
