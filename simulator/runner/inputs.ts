import type { ActionManifest } from './action-manifest.ts';
import type { Job, Step } from './types.ts';

/** The inputs of a step after defaults, and what the runner would warn about. */
export interface ResolvedInputs {
  readonly values: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/**
 * Joins `with:` and the defaults of `action.yml`. Names compare without case; an undeclared one is a warning
 * and is still passed on, as the runner does ("Unexpected input(s) …, valid inputs are […]").
 */
export function resolveInputs(manifest: ActionManifest, step: Step, job: Job, token: string): ResolvedInputs {
  const declared = Object.entries(manifest.inputs ?? {});
  const given = new Map(Object.entries(step.with).map(([name, value]) => [name.toLowerCase(), value]));
  const defaults = declared.flatMap(([name, input]): [string, string][] =>
    input?.default === undefined
      ? []
      : [[name.toLowerCase(), evaluateDefault(String(input.default), job, token)]],
  );
  const known = new Set(declared.map(([name]) => name.toLowerCase()));
  const unknown = [...given.keys()].filter((name) => !known.has(name));
  const valid = [...known].map((name) => `'${name}'`).join(', ');
  const warnings =
    unknown.length === 0
      ? []
      : [`Unexpected input(s) '${unknown.join("', '")}', valid inputs are [${valid}]`];
  return { values: { ...Object.fromEntries(defaults), ...Object.fromEntries(given) }, warnings };
}

// Defaults may use the github and runner contexts; only the plain property form is needed and supported.
function evaluateDefault(text: string, job: Job, token: string): string {
  return text.replaceAll(/\$\{\{\s*([^}]*?)\s*\}\}/g, (_, expression: string) => {
    const value = githubContext(job, token).get(expression.toLowerCase());
    if (value === undefined)
      throw new Error(`the default '\${{ ${expression} }}' is not supported by this runner`);
    return value;
  });
}

function githubContext(job: Job, token: string): ReadonlyMap<string, string> {
  return new Map([
    ['github.token', token],
    ['github.repository', job.repository],
    ['github.sha', job.sha],
    ['github.ref', job.ref],
    ['github.run_id', String(job.runId)],
    ['github.run_attempt', String(job.attempt)],
    ['github.actor', job.actor],
    ['github.triggering_actor', job.triggeringActor],
    ['github.event_name', job.event],
    ['github.workspace', job.workspace],
  ]);
}
