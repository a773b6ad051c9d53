import type { OutputFields, OutputsOf } from './fields.ts';
import { toCamelCase } from './fields.ts';
import type { Toolkit } from './host.ts';
import type { Verdict } from './types.ts';

/** What `run` may return: the outputs, or the outputs with a verdict that decides the conclusion. */
export type RunResult<Outputs> = Outputs | { readonly outputs: Outputs; readonly verdict: Verdict };

// The runner drops a summary of more than 1 MiB as a whole, so it is cut well before.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
const maxSummaryBytes = 900 * 1024;
const cutNotice =
  '\n\n> The summary is longer than GitHub shows and was cut here; outputs and log are complete.\n';

/** Tells the two forms of a result apart. */
export function splitResult<O extends OutputFields>(
  result: RunResult<OutputsOf<O>>,
): { readonly outputs: OutputsOf<O>; readonly verdict: Verdict | undefined } {
  return hasVerdict<O>(result) ? result : { outputs: result, verdict: undefined };
}

// An output is always text, so an object under the name is a verdict even where an output is called `verdict`.
function hasVerdict<O extends OutputFields>(result: RunResult<OutputsOf<O>>): result is VerdictResult<O> {
  return 'verdict' in result && typeof result.verdict === 'object';
}

/** Writes every declared output once, under its kebab-case name. */
export function writeOutputs(
  toolkit: Toolkit,
  fields: OutputFields,
  outputs: Readonly<Record<string, string>>,
): void {
  for (const name of Object.keys(fields)) {
    const value = outputs[toCamelCase(name)];
    if (typeof value !== 'string') throw new TypeError(`output "${name}" was not set`);
    toolkit.setOutput(name, value);
  }
}

/** The Markdown, cut at a line so that GitHub keeps it. */
export function capSummary(markdown: string): string {
  if (Buffer.byteLength(markdown) <= maxSummaryBytes) return markdown;
  const bytes = Buffer.from(markdown).subarray(0, maxSummaryBytes - Buffer.byteLength(cutNotice));
  const text = bytes.toString('utf8');
  return text.slice(0, Math.max(0, text.lastIndexOf('\n'))) + cutNotice;
}

interface VerdictResult<O extends OutputFields> {
  readonly outputs: OutputsOf<O>;
  readonly verdict: Verdict;
}
