import { dirname } from 'node:path';
import { coerceText, isObject } from '../expressions/index.ts';
import type { StepFrame } from './frame.ts';
import type { JobSession } from './session.ts';

/**
 * The variables of one program: workflow, job, GITHUB_ENV and step in that order; the `GITHUB_*` and `RUNNER_*` ones
 * come last because they cannot be overwritten.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables
 */
export function buildVariables(
  frame: StepFrame,
  env: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { session } = frame;
  return {
    CI: 'true',
    HOME: session.folders.home,
    ...session.variables,
    ...frame.env,
    ...env,
    ...session.world.worldEnv,
    PATH: buildPath(session, env),
    ...buildDefaults(session),
    ...(frame.action === undefined ? {} : { GITHUB_ACTION_PATH: frame.action.folder }),
    ...(session.oidc === undefined
      ? {}
      : {
          ACTIONS_ID_TOKEN_REQUEST_URL: session.oidc.url,
          ACTIONS_ID_TOKEN_REQUEST_TOKEN: session.oidc.token,
        }),
    ...clockVariables(session),
  };
}

// git and other tools of the runner image are found where this machine has them.
function buildPath({ path, world, variables }: JobSession, env: Readonly<Record<string, string>>): string {
  const base = env['PATH'] ?? variables['PATH'] ?? process.env['PATH'] ?? '';
  const tools = world.toolsFolder === undefined ? [] : [world.toolsFolder];
  return [...path.toReversed(), dirname(world.nodePath), ...tools, base].join(':');
}

// These stand in the github context only (GitHub docs, "Default environment variables").
const contextOnly: readonly string[] = ['token', 'event', 'repositoryUrl', 'secret_source', 'action_path'];

function buildDefaults({ contexts, folders }: JobSession): Record<string, string> {
  const github = isObject(contexts['github']) ? contexts['github'] : {};
  const runner = isObject(contexts['runner']) ? contexts['runner'] : {};
  const named = [
    ...Object.entries(github)
      .filter(([name]) => !contextOnly.includes(name))
      .map(([name, value]) => [`GITHUB_${name.toUpperCase()}`, coerceText(value)] as const),
    ...Object.entries(runner).map(
      ([name, value]) => [`RUNNER_${name.toUpperCase()}`, coerceText(value)] as const,
    ),
  ];
  return { GITHUB_ACTIONS: 'true', ...Object.fromEntries(named), GITHUB_EVENT_PATH: folders.eventFile };
}

// Programs for Node see the simulated time too.
function clockVariables({ world }: JobSession): Record<string, string> {
  const offset = world.offsetMs();
  if (offset === 0) return {};
  const preload = new URL('../clock-shift.mjs', import.meta.url).pathname;
  return { NODE_OPTIONS: `--import=${preload}`, LAZARET_CLOCK_OFFSET_MS: String(offset) };
}
