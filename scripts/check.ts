import { dirname } from 'node:path';
import { formatDuration } from '../lib/base/time.ts';
import { runSteps, type Surroundings } from './check/run-steps.ts';
import { listChecks, listFixes, type Step } from './check/steps.ts';
import { launch } from './setup/launch.mjs';
import { parseOptions } from './parse-options.ts';

const root = dirname(import.meta.dirname);
const names = listChecks(root).map((step) => step.name);
const help = `npm run check [-- [--fix] [STEP…]]

Holds the sources against everything that must be true before a commit.
  --fix   first repair format, lint and whatever is generated
  STEP    only these: ${names.join(', ')}
`;

const surroundings: Surroundings = {
  run: runStep,
  print: (line) => process.stdout.write(`${line}\n`),
  now: () => Date.now(),
};

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseOptions({
    args: [...argv],
    allowPositionals: true,
    options: { fix: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) return print(help, 0);
  const unknown = positionals.filter((name) => !names.includes(name));
  if (unknown.length > 0) return print(`unknown step "${unknown.join('", "')}"\n\n${help}`, 2);
  return check(values.fix === true, positionals);
}

async function check(fix: boolean, only: readonly string[]): Promise<number> {
  const started = Date.now();
  const unfixed = fix ? await runSteps(listFixes(), 1, surroundings) : [];
  const steps = listChecks(root).filter((step) => only.length === 0 || only.includes(step.name));
  const failed = [...new Set([...unfixed, ...(await runSteps(steps, 2, surroundings))])];
  const verdict = failed.length === 0 ? 'check passed' : `check failed: ${failed.join(', ')}`;
  return print(`${verdict} (${formatDuration(Date.now() - started)})\n`, failed.length === 0 ? 0 : 1);
}

async function runStep(step: Step): Promise<{ ok: boolean; output: string }> {
  const ending = await launch(process.execPath, step.args, { cwd: root, quiet: true });
  const ok = ending.signal === null && (ending.code === 0 || ending.code === step.tolerates);
  // jest lists every file; behind a failure only the others matter.
  return { ok, output: ending.output.replaceAll(/^PASS .*\n/gm, '') };
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
