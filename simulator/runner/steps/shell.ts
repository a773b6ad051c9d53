import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isKnownShell } from '../documents/index.ts';
import { buildVariables } from './environment.ts';
import type { StepFrame } from './frame.ts';
import { concludeProgram } from './recorder.ts';
import type { Recorder } from './recorder.ts';

export interface ShellStep {
  readonly script: string;
  readonly shellName: string | undefined;
  /** Below the workspace, or absolute. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/**
 * The command lines of the shells.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell
 */
const templates: Readonly<Record<string, string>> = {
  bash: 'bash --noprofile --norc -eo pipefail {0}',
  sh: 'sh -e {0}',
  python: 'python {0}',
};
const unspecified = 'bash -e {0}';

/** Runs a `run:` step: the script in a file, by the shell's own command line. */
export async function runShellStep(frame: StepFrame, step: ShellStep, recorder: Recorder) {
  const { session } = frame;
  if (step.shellName !== undefined && !isKnownShell(step.shellName))
    throw new Error(`the shell '${step.shellName}' is not supported by this runner`);
  const template = step.shellName === undefined ? unspecified : (templates[step.shellName] ?? step.shellName);
  const suffix = step.shellName === 'python' ? '.py' : '.sh';
  const script = join(session.folders.temp, `${session.world.uuid()}${suffix}`);
  await writeFile(script, `${step.script}\n`);
  const [file = '', ...args] = splitCommand(template).map((word) => word.replaceAll('{0}', script));
  const end = await recorder.run({
    file,
    args,
    cwd: step.folder,
    variables: buildVariables(frame, step.env),
    inputs: {},
    signal: step.signal,
  });
  const outcome = concludeProgram(end);
  if (outcome === 'failure')
    recorder.annotate('error', `Process completed with exit code ${end.exitCode ?? 1}.`);
  return recorder.end(outcome);
}

// Words between blanks; quotes hold one together.
function splitCommand(template: string): readonly string[] {
  const words = template.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  return words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}
