import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Host } from '../../lib/action/host.ts';

/** A runner in memory: what the frame printed, wrote and ended with. */
export interface FakeHost extends Host {
  /** Workflow commands and lines, as `level: text`. */
  readonly lines: string[];
  readonly outputs: Record<string, string>;
  readonly masks: string[];
  summary: string;
  exitCode: number | undefined;
  signal(name: string): void;
  crash(error: unknown): void;
}

/** The variables that every runner sets, with a workspace and a temporary folder of their own. */
export function createRunnerEnv(
  extra: Readonly<Record<string, string>> = {},
  folder = mkdtempSync(join(tmpdir(), 'lazaret-host-')),
): Record<string, string> {
  return {
    GITHUB_REPOSITORY: 'contoso/lazaret',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: '42',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_ACTOR: 'workload-developer',
    GITHUB_TRIGGERING_ACTOR: 'workload-developer',
    GITHUB_WORKFLOW_REF: 'contoso/lazaret/.github/workflows/main.yml@refs/heads/main',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    RUNNER_TEMP: folder,
    ...extra,
  };
}

/** A {@link FakeHost} over the given variables. */
export function createFakeHost(env: Readonly<Record<string, string>>): FakeHost {
  const signals: ((name: string) => void)[] = [];
  const crashes: ((error: unknown) => void)[] = [];
  const lines: string[] = [];
  const print = (level: string) => (text: string) => void lines.push(`${level}: ${text}`);
  const host: FakeHost = {
    env,
    lines,
    outputs: {},
    masks: [],
    summary: '',
    exitCode: undefined,
    signal: (name) => signals.forEach((handler) => handler(name)),
    crash: (error) => crashes.forEach((handler) => handler(error)),
    onSignal: (handler) => void signals.push(handler),
    onCrash: (handler) => void crashes.push(handler),
    finish: async (exitCode) => void (host.exitCode = exitCode),
    toolkit: {
      debug: print('debug'),
      info: print('info'),
      notice: print('notice'),
      warning: print('warning'),
      error: print('error'),
      startGroup: print('group'),
      endGroup: () => void lines.push('end'),
      setSecret: (value) => void host.masks.push(value),
      isDebug: () => false,
      setOutput: (name, value) => void (host.outputs[name] = value),
      writeSummary: async (markdown) => void (host.summary = markdown),
      getIdToken: async (audience) => `token for ${audience}`,
    },
  };
  return host;
}
