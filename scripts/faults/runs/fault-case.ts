import { setTimeout as delay } from 'node:timers/promises';
import type { Snapshot } from '../../../simulator/world/index.ts';
import { drawOne } from '../draw.ts';
import { compareInventories, readInventory } from '../law/inventory.ts';
import type { Inventory } from '../law/inventory.ts';
import { findUnfinished, findWrongs } from '../law/wrongs.ts';
import { playBundle } from '../play/bundle.ts';
import { playInProcess } from '../play/in-process.ts';
import type { Ending } from '../play/types.ts';
import { passGate } from '../gate/gate.ts';
import type { FaultWorld } from '../world/fault-world.ts';
import { orderBuild, orderImport, orderPromotion } from '../world/orders.ts';
import type { Order } from '../world/orders.ts';
import { startPlanner } from './planner.ts';
import type { Injected, Planner } from './planner.ts';

/** What came of one disturbed chain: import, promotion of the base, build, promotion of the service. */
export interface CaseResult {
  readonly seed: number;
  readonly index: number;
  readonly isBundled: boolean;
  readonly rate: number;
  readonly injected: readonly Injected[];
  /** Codes of the runs that failed under faults, in order. */
  readonly codes: readonly string[];
  readonly requests: number;
  readonly durationMs: number;
  readonly problems: readonly string[];
}

/** Where cases begin, and what the undisturbed chain leaves. */
export interface CaseGround {
  readonly world: FaultWorld;
  readonly start: Snapshot;
  readonly expected: Inventory;
}

/** Every so manieth case runs the committed bundles, in processes of their own and with real waits. */
const bundledEvery = 25;
const bundledRate = 0.03;

/** The share of requests that faults meet, of which each case draws one. */
const rates = [0.03, 0.1, 0.2, 0.3, 0.4, 0.5];
const disturbedAttempts = 8;
/** No run of the chain takes a tenth of this undisturbed. */
const hangMs = 90_000;

/** Opens the ground of cases on a world, with the chain played once. */
export async function openGround(world: FaultWorld): Promise<CaseGround> {
  const start = await world.freeze();
  const { problems } = await playChain({ world, play: playInProcess });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  await world.freeze();
  return { world, start, expected: readInventory(world.simulation) };
}

/** Plays one case; everything about it follows from seed and index. */
export async function playCase(ground: CaseGround, seed: number, index: number): Promise<CaseResult> {
  const { simulation } = ground.world;
  await ground.world.restore(ground.start);
  const isBundled = index % bundledEvery === bundledEvery - 1;
  const rate = isBundled ? bundledRate : drawOne(rates, seed, index, 'rate');
  const [startedAt, first] = [performance.now(), simulation.requests.count];
  const bugs = simulation.gateway.bugs.length;
  const planner = startPlanner(simulation, { seed, index, rate, isQuick: isBundled });
  const play = isBundled ? playBundle : playInProcess;
  const { problems, codes } = await playChain({ world: ground.world, play, planner });
  planner.stop();
  await ground.world.freeze();
  problems.push(
    ...(await findUnfinished(simulation)),
    ...compareInventories(ground.expected, readInventory(simulation)),
    ...simulation.gateway.bugs.slice(bugs).map(({ message }) => `the simulator has a bug: ${message}`),
  );
  return {
    ...{ seed, index, isBundled, rate, codes, problems, injected: planner.injected },
    requests: simulation.requests.count - first,
    durationMs: Math.round(performance.now() - startedAt),
  };
}

interface Chain {
  readonly world: FaultWorld;
  readonly play: (world: FaultWorld, order: Order) => Promise<Ending>;
  readonly planner?: Planner;
}

interface ChainResult {
  readonly problems: string[];
  readonly codes: string[];
}

async function playChain(chain: Chain): Promise<ChainResult> {
  const result: ChainResult = { problems: [], codes: [] };
  const { run, upstream } = chain.world;
  const play = (order: Order): Promise<string> => playStep(chain, order, result);
  const base = await play(orderImport(run, upstream.reference));
  if (result.problems.length > 0) return result;
  await passGate(chain.world.simulation, base);
  await play(orderPromotion(run, base, upstream.tag));
  if (result.problems.length > 0) return result;
  const service = await play(orderBuild(run));
  if (result.problems.length > 0) return result;
  await passGate(chain.world.simulation, service);
  await play(orderPromotion(run, service, 'v1'));
  return result;
}

// Some attempts under faults, and when none succeeds one without, which must.
async function playStep(chain: Chain, order: Order, result: ChainResult): Promise<string> {
  const { planner, world } = chain;
  for (let attempt = 1; ; attempt += 1) {
    const isDisturbed = planner !== undefined && attempt <= disturbedAttempts;
    planner?.setActive(isDisturbed);
    const ending = await playOnce(chain, order);
    planner?.setActive(false);
    await world.settle();
    result.problems.push(...(await findWrongs(world.simulation)));
    if (ending.exitCode === 0) return ending.outputs['image'] ?? '';
    result.problems.push(...findErrorProblems(order, ending));
    if (isDisturbed) result.codes.push(readCode(ending));
    else result.problems.push(`${order.action} fails without faults: ${ending.errors.join('; ')}`);
    if (result.problems.length > 0) return '';
  }
}

async function playOnce({ play, world }: Chain, order: Order): Promise<Ending> {
  const hang = new AbortController();
  const ending = await Promise.race([
    play(world, order),
    delay(hangMs, undefined, { signal: hang.signal, ref: false }).catch(() => undefined),
  ]);
  hang.abort();
  if (ending !== undefined) return ending;
  return { exitCode: undefined, outputs: {}, errors: [`HANG: no end after ${hangMs} ms`], lines: [] };
}

// A failure is one line with a code of the table; BUG is what the frame says of everything without one.
function findErrorProblems({ action }: Order, ending: Ending): readonly string[] {
  const { errors, exitCode } = ending;
  const code = readCode(ending);
  const isClear = errors.length === 1 && exitCode === 1 && /^[A-Z][A-Z_]+$/.test(code) && code !== 'BUG';
  return isClear ? [] : [`${action} ended unclearly with ${exitCode ?? 'nothing'}: ${errors.join(' | ')}`];
}

function readCode({ errors }: Ending): string {
  return /^([A-Z_]+):/.exec(errors[0] ?? '')?.[1] ?? '';
}
