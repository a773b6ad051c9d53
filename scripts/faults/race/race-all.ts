import { catalogue, seedImage } from '../../../simulator/upstream/index.ts';
import { drawSome } from '../draw.ts';
import { passGate } from '../gate/gate.ts';
import { trustWorlds } from '../play/trust.ts';
import { readImage } from '../play/whole.ts';
import { playInProcess } from '../play/in-process.ts';
import { openFaultWorld } from '../world/fault-world.ts';
import type { FaultWorld } from '../world/fault-world.ts';
import { orderImport, orderPromotion } from '../world/orders.ts';
import { openSides } from '../law/wrongs.ts';
import { quarantine } from '../../../simulator/estate/index.ts';
import { intruders } from './intruders.ts';
import type { Contest } from './intruders.ts';
import { countRequests, playRace } from './race-case.ts';
import type { Gap, RaceGround, RaceResult } from './race-case.ts';

/** Which gaps are tried. */
export interface RaceOptions {
  readonly seed: number;
  /** How many gaps for each intruder; all when absent. The one inside the import is always among them. */
  readonly perIntruder?: number;
  report?(result: RaceResult): void;
}

/** Lets every intruder into gaps of a promotion, one at a time. */
export async function raceAll(options: RaceOptions): Promise<readonly RaceResult[]> {
  const world = await openFaultWorld();
  const distrust = await trustWorlds([world]);
  try {
    const ground = await openRace(world);
    const results: RaceResult[] = [];
    for (const intruder of intruders) {
      for (const gap of chooseGaps(ground, options, intruder.name)) {
        const result = await playRace(ground, intruder, gap);
        results.push(result);
        options.report?.(result);
      }
    }
    return results;
  } finally {
    distrust();
    await world.close();
  }
}

function chooseGaps(
  { requests }: RaceGround,
  { seed, perIntruder }: RaceOptions,
  name: string,
): readonly Gap[] {
  const all = Array.from({ length: requests }, (_, index) => index + 1);
  return ['import:after-check', ...drawSome(all, perIntruder ?? all.length, seed, name)];
}

async function openRace(world: FaultWorld): Promise<RaceGround> {
  const { run, upstream } = world;
  const image = readImage('import', await playInProcess(world, orderImport(run, upstream.reference)));
  const repository = image.slice(image.indexOf('/') + 1, image.indexOf('@'));
  await passGate(world.simulation, image);
  const contest: Contest = {
    ...{ world, repository, digest: upstream.digest, tag: upstream.tag },
    other: await seedOther(world, repository),
    order: orderPromotion(run, image, upstream.tag),
  };
  await passGate(world.simulation, `${quarantine.loginServer}/${repository}@${contest.other}`);
  const start = await world.freeze();
  return { contest, start, requests: await countRequests(contest) };
}

// Another image of the same repository, as an earlier import would have left it.
async function seedOther({ simulation }: FaultWorld, repository: string): Promise<string> {
  const [spec] = catalogue;
  const store = openSides(simulation).source;
  if (spec === undefined) throw new Error(`nothing to seed ${quarantine.name} with`);
  const created = '2026-01-02T00:00:00Z';
  return seedImage(simulation.world, store, { ...spec, repository, tags: ['other'], created });
}
