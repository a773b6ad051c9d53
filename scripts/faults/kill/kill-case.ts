import type { RequestInfo } from '../../../simulator/gateway/index.ts';
import { compareInventories, readInventory } from '../law/inventory.ts';
import type { Inventory } from '../law/inventory.ts';
import { findUnfinished, findWrongs } from '../law/wrongs.ts';
import { playBundle } from '../play/bundle.ts';
import type { Ending } from '../play/types.ts';
import type { FaultWorld } from '../world/fault-world.ts';
import type { Stage } from '../world/stages.ts';
import { findRunProblems } from './runs.ts';
import type { Death } from './death.ts';

/** What came of one death and the run after it; no problems means that it made no difference. */
export interface KillResult {
  readonly death: Death;
  /** `METHOD host/path` of the request, or undefined when the run ended before it. */
  readonly at: string | undefined;
  readonly problems: readonly string[];
}

/** What the state must be after the second run. */
export interface Reference {
  readonly requests: number;
  readonly inventory: Inventory;
}

// A reply that has left the gateway still has to be read by the program.
const arrivalMs = 5;

/** Plays a stage undisturbed; what it leaves is what every killed and repeated run must leave. */
export async function readReference(world: FaultWorld, stage: Stage): Promise<Reference> {
  await world.restore(stage.before);
  const first = world.simulation.requests.count;
  const ending = await playBundle(world, stage.order);
  if (ending.exitCode !== 0) throw new Error(`the undisturbed run failed:\n${ending.lines.join('\n')}`);
  await world.freeze();
  return {
    requests: world.simulation.requests.count - first,
    inventory: readInventory(world.simulation),
  };
}

/** Kills one run, repeats it, and compares what is left with the reference. */
export async function playDeath(
  world: FaultWorld,
  stage: Stage,
  reference: Reference,
  death: Death,
): Promise<KillResult> {
  await world.restore(stage.before);
  const killed = await killOnce(world, stage, death);
  await world.settle();
  const problems = [
    ...findDeathProblems(killed, death, reference),
    ...(await findWrongs(world.simulation)),
    ...findRunProblems(world.simulation, death),
  ];
  const again = await playBundle(world, stage.order);
  if (again.exitCode !== 0) problems.push(`the run after it failed: ${again.errors.join('; ')}`);
  await world.freeze();
  problems.push(
    ...(await findWrongs(world.simulation)),
    ...(await findUnfinished(world.simulation)),
    ...compareInventories(reference.inventory, readInventory(world.simulation)),
    ...findRunProblems(world.simulation, undefined),
  );
  return { death, at: killed.at, problems };
}

interface Killed {
  readonly ending: Ending;
  readonly at: string | undefined;
  /** How many requests it sent. */
  readonly count: number;
}

async function killOnce(world: FaultWorld, stage: Stage, death: Death): Promise<Killed> {
  const { gateway } = world.simulation;
  const ended = Promise.withResolvers<undefined>();
  let [pid, count, chosen] = [0, 0, 0];
  let at: string | undefined;
  const strike = async (): Promise<void> => {
    if (pid !== 0) process.kill(pid, death.signal);
    await ended.promise;
  };
  const stops = [
    gateway.onRequest(async (request) => {
      count += 1;
      if (count !== death.request) return;
      [chosen, at] = [request.n, describe(request)];
      if (death.moment !== 'before') return;
      await strike();
      // The gateway takes this for a client that went away: no service sees the request.
      throw Object.assign(new Error('the client was killed'), { code: 'ECONNRESET' });
    }),
    gateway.onReply(({ n }) => (n === chosen && death.moment === 'after-commit' ? strike() : undefined)),
    gateway.onDone(({ n }) => {
      if (n === chosen && death.moment === 'after-reply') setTimeout(() => void strike(), arrivalMs);
    }),
  ];
  const ending = await playBundle(world, stage.order, { onStart: (started) => void (pid = started) }).finally(
    () => {
      pid = 0;
      ended.resolve(undefined);
    },
  );
  stops.forEach((stop) => stop());
  return { ending, at, count };
}

function describe({ method, host, path }: RequestInfo): string {
  return `${method} ${host}${path}`;
}

// One that was signalled says so in one line and with the shell's code for it. When its work was done already it may
// succeed, or be on the way out, where no handler stands any more.
function findDeathProblems(killed: Killed, { signal }: Death, { requests }: Reference): readonly string[] {
  const { at, count, ending } = killed;
  const { exitCode, errors, lines } = ending;
  if (at === undefined || exitCode === 0 || signal === 'SIGKILL') return [];
  if (exitCode === undefined && count >= requests) return [];
  return isClearlyCancelled(ending, signal)
    ? []
    : [`${signal} ended it with ${exitCode ?? 'a signal'}, and it said ${[...errors, ...lines].join(' | ')}`];
}

function isClearlyCancelled({ errors, exitCode }: Ending, signal: Death['signal']): boolean {
  const isOneLine = errors.length === 1 && errors.every((line) => line.startsWith('CANCELLED'));
  return isOneLine && exitCode === (signal === 'SIGINT' ? 130 : 143);
}
