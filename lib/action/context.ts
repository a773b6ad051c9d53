import { mkdtempSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../base/log.ts';
import { systemClock } from './clock.ts';
import type { RunnerFacts } from './env.ts';
import { readEventFile } from './event.ts';
import { execProgram } from './exec.ts';
import type { Host } from './host.ts';
import { requestIdToken } from './id-token.ts';
import type { ActionContext } from './types.ts';

/** Everything an action may know of its surroundings. Makes the action's own temporary folder. */
export function createContext(
  host: Host,
  facts: RunnerFacts,
  parts: { readonly log: Log; readonly signal: AbortSignal },
): ActionContext {
  return {
    ...parts,
    clock: systemClock,
    exec: execProgram,
    random: () => Math.random(),
    job: facts.job,
    workspace: realpathSync(facts.workspace),
    tempFolder: mkdtempSync(join(facts.tempRoot, 'lazaret-')),
    proxyEnv: facts.proxyEnv,
    toolEnv: facts.toolEnv,
    readEvent: () => readEventFile(facts.eventPath),
    getIdToken: (audience) => requestIdToken(audience, host.env, host.toolkit),
  };
}
