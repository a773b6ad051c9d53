import { runProgram } from '../process.ts';
import type { StandInCall } from './types.ts';

/** Runs git in a folder with nobody's configuration but the repository's own; throws with git's words. */
export async function runGit(
  { session, signal }: Pick<StandInCall, 'session' | 'signal'>,
  cwd: string,
  ...args: readonly string[]
): Promise<string> {
  const lines: string[] = [];
  const end = await runProgram({
    file: 'git',
    args,
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: session.folders.home,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
      GIT_CONFIG_COUNT: '1',
      // The bare repository belongs to the world, which another user may have made.
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
    },
    signal,
    signalPlan: session.world.signalPlan,
    timeoutMs: undefined,
    onLine: (line) => lines.push(line),
    onStart: undefined,
  });
  if (end.exitCode === 0) return lines.join('\n');
  throw new Error(`git ${args[0] ?? ''} ended with ${end.exitCode ?? end.signal ?? ''}: ${lines.join('; ')}`);
}
