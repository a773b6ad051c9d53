import type { Log } from '../../../lib/base/log.ts';
import { openRuleSource, readRules } from '../../../lib/domain/rules/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';
import type { Inputs } from './inputs.ts';
import { rememberReads, rememberTags } from './memory.ts';
import type { Deps, LiveShelf, Registries } from './ports.ts';

/** Runs a step under a title of the log. */
export type Phase = <T>(title: string, work: () => Promise<T>) => Promise<T>;

/** What every step of one promotion works with. */
export interface Desk {
  readonly inputs: Inputs;
  readonly deps: Deps;
  readonly log: Log;
  readonly phase: Phase;
  readonly registries: Registries;
  readonly rules: Rules;
}

/** A cancelled job begins no further phase; what it leaves is finished by the next run. */
export function createPhases({ signal }: Deps, log: Log): Phase {
  return (title, work) => {
    signal.throwIfAborted();
    return log.group(title, work);
  };
}

/** Opens both registries under the login servers that ARM answers. */
export async function openRegistries(inputs: Inputs, deps: Deps): Promise<Registries> {
  const importer = deps.management(inputs.liveRegistry.id);
  const quarantineAccount = await deps.management(inputs.quarantineRegistry.id).readAccount();
  const liveAccount = await importer.readAccount();
  return {
    quarantineAccount,
    quarantine: rememberReads(deps.registry(quarantineAccount.loginServer)),
    live: deps.registry(liveAccount.loginServer),
    importer,
  };
}

/** Policy, VEX and trusted keys, all from one commit of the protected branch. */
export async function openRules({ github }: Deps, log: Log): Promise<Rules> {
  const rules = await readRules(await openRuleSource(github));
  log.info(`Rules of ${rules.branch} at ${rules.commit}, keys: ${rules.keys.size}`);
  return rules;
}

/** The same repository as it was before this promotion changed it: nothing of it is asked for twice. */
export function openPast(shelf: LiveShelf): LiveShelf {
  return { ...shelf, client: rememberTags(rememberReads(shelf.client)) };
}

/** The repository in live: its records count by the rules' keys, new ones are signed when the first is due. */
export function openShelf(
  { inputs, deps, registries, rules }: Pick<Desk, 'inputs' | 'deps' | 'registries' | 'rules'>,
  repository: string,
): LiveShelf {
  let signer: ReturnType<LiveShelf['openSigner']> | undefined;
  return {
    ...{ client: registries.live, repository, keys: rules.keys },
    now: () => deps.clock.now(),
    openSigner: () => (signer ??= deps.keyVault.openSigner(inputs.signingKey)),
  };
}
