import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { readActionManifest } from './action-manifest.ts';
import type { ActionManifest } from './action-manifest.ts';
import { resolveInputs } from './inputs.ts';
import { createMasks } from './masks.ts';
import { OutputReader } from './output-reader.ts';
import { emptyMemory, runPhase } from './phase.ts';
import type { PhaseName } from './phase.ts';
import { runnerSignalPlan } from './process.ts';
import type { ProgramEnd, SignalPlan } from './process.ts';
import { buildStepResult } from './step-result.ts';
import type { Job, Step, StepResult } from './types.ts';
import { buildJobVariables } from './variables.ts';

/** What the host needs of the world around the runner. */
export interface ActionHostOptions {
  /** Proxy and CA variables of the simulated world; nothing else of our own environment reaches a step. */
  readonly worldEnv: Readonly<Record<string, string>>;
  /** A token request endpoint for the job, or undefined without `id-token: write`. */
  openOidc(job: Job): { readonly url: string; readonly token: string } | undefined;
  /** The job's GITHUB_TOKEN, which has the job's permissions and no more. */
  tokenFor(job: Job): string;
  /** Refuses both from now on: here a job is one step. */
  endJob(grants: { readonly token: string; readonly requestToken: string | undefined }): void;
  /** How far simulated time is ahead of the machine's, in ms. */
  offsetMs(): number;
  readonly signalPlan?: SignalPlan;
  /** The Node that `node24` means here. */
  readonly nodePath?: string;
}

/** What a caller may watch while a step runs. */
export interface StepWatch {
  readonly signal?: AbortSignal;
  onLine?(line: string): void;
  onStart?(pid: number): void;
}

/** Starts committed bundles as a self-hosted runner does. */
export interface ActionHost {
  /** Runs pre, main and post of one step. */
  runStep(step: Step, job: Job, watch?: StepWatch): Promise<StepResult>;
}

/** Makes a host; each step gets private folders that are removed when it ends. */
export function createActionHost(options: ActionHostOptions): ActionHost {
  return {
    async runStep(step, job, watch = {}) {
      const root = await mkdtemp(join(tmpdir(), 'lazaret-runner-'));
      try {
        return await runInFolder(root, { options, step, job, watch });
      } finally {
        await rm(root, { recursive: true, force: true });
      }
    },
  };
}

interface StepOrder {
  readonly options: ActionHostOptions;
  readonly step: Step;
  readonly job: Job;
  readonly watch: StepWatch;
}

interface Grants {
  readonly token: string;
  readonly oidc: ReturnType<ActionHostOptions['openOidc']>;
}

async function runInFolder(root: string, order: StepOrder): Promise<StepResult> {
  const { options, job } = order;
  const grants = { token: options.tokenFor(job), oidc: options.openOidc(job) };
  try {
    return await runWith(root, order, grants);
  } finally {
    options.endJob({ token: grants.token, requestToken: grants.oidc?.token });
  }
}

async function runWith(root: string, order: StepOrder, { token, oidc }: Grants): Promise<StepResult> {
  const { options, step, job, watch } = order;
  const startedAt = performance.now();
  const manifest = await readActionManifest(step.action);
  const masks = createMasks();
  const reader = new OutputReader(masks, (line) => watch.onLine?.(line));
  masks.add(token);
  const inputs = resolveInputs(manifest, step, job, token);
  for (const warning of inputs.warnings) reader.read(`::warning::${warning}`);
  if (oidc !== undefined) masks.add(oidc.token);
  const variables = {
    ...(await prepareJob(root, order)),
    ...oidcVariables(oidc),
    ...clockVariables(options),
  };
  const memory = emptyMemory();
  const ends: ProgramEnd[] = [];
  for (const phase of listPhases(step.action, manifest)) {
    // A failed pre skips main; post runs always (the default of post-if) and is not cancelled with the job.
    if (phase.name === 'main' && ends.some((end) => end.exitCode !== 0)) continue;
    ends.push(
      await runPhase({
        program: { file: options.nodePath ?? process.execPath, args: [phase.script] },
        folder: join(root, phase.name),
        cwd: job.workspace,
        signalPlan: options.signalPlan ?? runnerSignalPlan,
        timeoutMs: step.timeoutMs,
        variables: { ...variables, ...step.env },
        inputs: inputs.values,
        memory,
        reader,
        signal: phase.name === 'post' ? undefined : watch.signal,
        onStart: phase.name === 'main' ? watch.onStart : undefined,
      }),
    );
  }
  return buildStepResult({ ends, memory, reader, masks, durationMs: performance.now() - startedAt });
}

interface Phase {
  readonly name: PhaseName;
  readonly script: string;
}

// The runner starts Path.Combine(actionDirectory, main), so `../../dist/x.js` is legal.
function listPhases(folder: string, { runs }: ActionManifest): readonly Phase[] {
  const all = [['pre', runs.pre] as const, ['main', runs.main] as const, ['post', runs.post] as const];
  return all.flatMap(([name, file]) => (file === undefined ? [] : [{ name, script: resolve(folder, file) }]));
}

async function prepareJob(
  root: string,
  { job, options }: StepOrder,
): Promise<Readonly<Record<string, string>>> {
  const folders = {
    temp: join(root, 'temp'),
    toolCache: join(root, 'tool-cache'),
    home: join(root, 'home'),
    eventFile: join(root, 'event.json'),
  };
  await Promise.all([folders.temp, folders.toolCache, folders.home].map((path) => mkdir(path)));
  await writeFile(folders.eventFile, JSON.stringify(job.eventPayload ?? {}));
  // git and other tools of the runner image are found where this machine has them.
  const path = [dirname(options.nodePath ?? process.execPath), process.env['PATH'] ?? ''].join(':');
  return { PATH: path, ...options.worldEnv, ...buildJobVariables(job, folders) };
}

function oidcVariables(
  oidc: { readonly url: string; readonly token: string } | undefined,
): Record<string, string> {
  return oidc === undefined
    ? {}
    : { ACTIONS_ID_TOKEN_REQUEST_URL: oidc.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: oidc.token };
}

function clockVariables(options: ActionHostOptions): Record<string, string> {
  const offset = options.offsetMs();
  if (offset === 0) return {};
  const preload = new URL('clock-shift.mjs', import.meta.url).pathname;
  return { NODE_OPTIONS: `--import=${preload}`, LAZARET_CLOCK_OFFSET_MS: String(offset) };
}
