import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { checkJson } from '../../lib/base/schema.ts';
import type { Checked } from '../../lib/base/schema.ts';
import { repository } from '../estate/index.ts';
import type { Json, RunHandle, RunReport, WorkflowEvent } from '../runner/index.ts';
import { seedReady } from '../scenarios/index.ts';
import type { Simulation } from '../simulation.ts';
import { parseOptions } from './arguments.ts';
import { defaultFolder, suiteFolder } from './folder.ts';
import { withSimulation } from './open.ts';
import { createRunTimeline } from '../face/index.ts';
import { UsageError } from './types.ts';
import type { Command } from './types.ts';

const help = `Usage: npm run simulator -- run WORKFLOW [OPTIONS]

Runs one workflow file of the simulated repository ${repository.fullName} as GitHub and its runners would, and prints
its timeline. WORKFLOW is a file of .github/workflows, such as main.yml. A world that has no repository yet gets one
from this suite's files, with the scanner's databases in quarantine and the workload's base image in live.

  --event FILE      JSON: { "name": "push", "ref": "refs/heads/main", "actor": "platform-engineer", "payload": {} };
                    each may be absent, and so may the file: then it is a workflow_dispatch, or a push where the
                    workflow does not listen to that; "payload" is the webhook's, "inputs" in it those of a dispatch
  --approve LOGIN   who approves every deployment that waits for a review; without it the run is cancelled there
  --verbose         print every line of every step
  --json            print the run's report instead of the timeline
  --fresh           forget the world that the folder holds
  --state DIR       where the world is kept (default: ${defaultFolder})

Exit code: 0 when the run succeeds, 1 when it ends otherwise.`;

/** Runs one workflow. */
export const runWorkflowCommand: Command = {
  name: 'run',
  summary: 'run a workflow of the simulated repository and print its timeline',
  help,
  async run(args, signal) {
    const [workflow, ...rest] = args;
    if (workflow === undefined || workflow.startsWith('-'))
      throw new UsageError('name the workflow first, e.g. run main.yml');
    const options = parseOptions(rest, {
      event: { type: 'string' },
      approve: { type: 'string' },
      verbose: { type: 'boolean' },
      json: { type: 'boolean' },
      fresh: { type: 'boolean' },
      state: { type: 'string' },
    });
    const given = options.event === undefined ? {} : await readEventFile(options.event);
    const report = await withSimulation(
      { folder: options.state, isFresh: options.fresh === true },
      async (simulation) => {
        if (options.json !== true) simulation.watchRuns(openTimeline(options.verbose === true));
        return play(simulation, { workflow, given, approver: options.approve, signal });
      },
    );
    if (options.json === true) process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    return report.conclusion === 'success' ? 0 : 1;
  },
};

const jsonSchema: v.GenericSchema<Json> = v.lazy(() =>
  v.union([
    v.string(),
    v.number(),
    v.boolean(),
    v.null(),
    v.array(jsonSchema),
    v.record(v.string(), jsonSchema),
  ]),
);

// To the schemas a list is an object without these keys.
const noList = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), 'a list is no object'),
);

const eventSchema = v.pipe(
  noList,
  v.strictObject({
    name: v.optional(v.string()),
    ref: v.optional(v.string()),
    sha: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/, 'a commit has 40 hex digits'))),
    actor: v.optional(v.string()),
    payload: v.optional(v.pipe(noList, v.record(v.string(), jsonSchema))),
  }),
);

type GivenEvent = v.InferOutput<typeof eventSchema>;

async function readEventFile(file: string): Promise<GivenEvent> {
  const text = await readFile(file, 'utf8').catch((): undefined => undefined);
  if (text === undefined) throw new UsageError(`"${file}" cannot be read`);
  const checked = checkEvent(text);
  if (checked.ok) return checked.value;
  throw new UsageError(`"${file}" is no event: ${checked.problems.join('; ')}`);
}

function checkEvent(text: string): Checked<GivenEvent> {
  try {
    return checkJson(eventSchema, text);
  } catch (error) {
    // The schema goes down as deep as the payload does.
    if (error instanceof RangeError) return { ok: false, problems: ['it is nested too deeply'] };
    throw error;
  }
}

function openTimeline(isVerbose: boolean) {
  const hasColour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;
  return createRunTimeline({ write: (text) => void process.stdout.write(text), hasColour, isVerbose });
}

interface PlayOrder {
  readonly workflow: string;
  readonly given: GivenEvent;
  readonly approver: string | undefined;
  readonly signal: AbortSignal;
}

async function play(simulation: Simulation, order: PlayOrder): Promise<RunReport> {
  const { github } = simulation;
  if (!(await github.git.exists(repository.fullName))) await seed(simulation);
  const handle = await startRun(simulation, order);
  order.signal.addEventListener('abort', () => {
    handle.cancel();
  });
  // Whoever gave up while the world was made ready is not told again.
  if (order.signal.aborted) handle.cancel();
  const watch = setInterval(() => {
    answerReviews(simulation, handle, order.approver);
  }, 50);
  try {
    return await handle.done;
  } finally {
    clearInterval(watch);
  }
}

async function seed(simulation: Simulation): Promise<void> {
  if (await seedReady(simulation, suiteFolder)) return;
  process.stderr.write(
    'this machine has no Trivy: jobs that scan refuse, as they do without an allowed scanner\n',
  );
}

async function startRun(simulation: Simulation, { workflow, given }: PlayOrder): Promise<RunHandle> {
  const names = given.name === undefined ? ['workflow_dispatch', 'push'] : [given.name];
  let reason: unknown;
  for (const name of names) {
    try {
      return await simulation.runner.start(workflow, await buildEvent(simulation, given, name));
    } catch (error) {
      reason = error;
    }
  }
  throw new UsageError(reason instanceof Error ? reason.message : String(reason));
}

async function buildEvent({ github }: Simulation, given: GivenEvent, name: string): Promise<WorkflowEvent> {
  const ref = given.ref ?? `refs/heads/${repository.defaultBranch}`;
  const sha = given.sha ?? (await github.git.tip(repository.fullName, ref));
  if (sha === undefined) throw new UsageError(`${repository.fullName} has no ${ref}`);
  const payload = given.payload ?? {};
  const actor = given.actor ?? 'platform-engineer';
  return { repository: repository.fullName, name, ref, sha, actor, payload };
}

// Nobody else will: a run of the command line has no person at its side.
function answerReviews({ github }: Simulation, handle: RunHandle, approver: string | undefined): void {
  for (const environment of handle.waiting()) {
    const stored = github.hub.findRepository(repository.fullName)?.runs.find(({ id }) => id === handle.id);
    if (stored?.waiting.includes(environment) !== true) continue;
    if (approver === undefined) {
      process.stderr.write(`the deployment to "${environment}" waits for a review: give --approve LOGIN\n`);
      handle.cancel();
      return;
    }
    try {
      const answer = { environment, login: approver, state: 'approved', comment: 'by --approve' } as const;
      github.hub.review(repository.fullName, handle.id, answer);
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      handle.cancel();
      return;
    }
  }
}
