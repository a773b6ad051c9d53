import { hashFiles } from './hash-files.ts';
import type { JobSession } from './session.ts';
import type { Origin } from '../documents/index.ts';
import { buildFunctions, isObject } from '../expressions/index.ts';
import type { Json, JsonObject, Scope, Status } from '../expressions/index.ts';

/** What a list of steps shares: those of a job, or of a composite action. */
export interface StepFrame {
  readonly session: JobSession;
  /** Where the file that lists the steps comes from: what `$/` means there. */
  readonly origin: Origin;
  readonly path: string;
  /** The inputs and the folder of a composite action. */
  readonly action: { readonly inputs: JsonObject; readonly folder: string } | undefined;
  /** Variables of the step that called the composite action. */
  readonly env: Readonly<Record<string, string>>;
  /** The `steps` context. */
  readonly results: Record<string, Json>;
  readonly depth: number;
  hasFailed: boolean;
}

/** The frame of a job's own steps. */
export function openFrame(session: JobSession, path: string): StepFrame {
  const { origin } = session;
  return { session, origin, path, action: undefined, env: {}, results: {}, depth: 0, hasFailed: false };
}

/** How things stand for the next step of a frame. */
export function readStatus({ session, hasFailed }: StepFrame): Status {
  if (session.signals.cancel.aborted) return 'cancelled';
  return hasFailed ? 'failure' : 'success';
}

/** What the expressions of a step can see; `env` are the step's own variables. */
export function openScope(frame: StepFrame, env: Readonly<Record<string, string>> = {}): Scope {
  const { session, action, results } = frame;
  const contexts = {
    ...session.contexts,
    ...(action === undefined ? {} : { inputs: action.inputs }),
    github: buildGithub(session.contexts['github'], frame),
    env: { ...session.variables, ...frame.env, ...env },
    job: { ...readJob(session.contexts['job']), status: readJobStatus(session) },
    steps: results,
  };
  const functions = buildFunctions({
    status: () => readStatus(frame),
    hashFiles: (patterns) => hashFiles(session.job.workspace, patterns),
  });
  return { contexts, functions };
}

function readJobStatus(session: JobSession): Status {
  if (session.signals.cancel.aborted) return 'cancelled';
  return session.hasFailed ? 'failure' : 'success';
}

function buildGithub(github: Json | undefined, { action }: StepFrame): JsonObject {
  const base = isObject(github) ? github : {};
  return action === undefined ? base : { ...base, action_path: action.folder };
}

function readJob(job: Json | undefined): JsonObject {
  return isObject(job) ? job : {};
}
