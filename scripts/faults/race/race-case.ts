import { findWrongs } from '../law/wrongs.ts';
import { playInProcess } from '../play/in-process.ts';
import type { Ending } from '../play/types.ts';
import type { Snapshot } from '../../../simulator/world/index.ts';
import type { Contest, Intruder } from './intruders.ts';

/** Between which requests the intruder acts: before the n-th, or between an import's check and its copy. */
export type Gap = number | 'import:after-check';

/** How the disturbed run and the one after it ended. */
export interface RaceResult {
  readonly intruder: string;
  readonly gap: Gap;
  /** `present` or `promoted`, or the code of the failure. */
  readonly first: string;
  readonly second: string;
  readonly problems: readonly string[];
}

/** A contest, the world before it, and what an undisturbed promotion takes. */
export interface RaceGround {
  readonly contest: Contest;
  readonly start: Snapshot;
  readonly requests: number;
}

/** What may stop a promotion that somebody works against; anything else is a defect. */
const allowedCodes = [
  'PROMOTION_TAG_TAKEN',
  'PROMOTION_IMPORT_INCOMPLETE',
  'PROMOTION_LIVE_DIFFERS',
  'PROMOTION_LOCK_FAILED',
  'PROMOTION_RECORD_CONFLICT',
  'PROMOTION_RECORD_MALFORMED',
  'PROMOTION_REFERRER_MISSING',
  'IMPORT_FAILED',
  'IMPORT_TAG_EXISTS',
  'REGISTRY_REFUSED',
  'REGISTRY_LOCKED',
];

/** Lets the intruder act in one gap of a promotion, then repeats the promotion. */
export async function playRace(ground: RaceGround, intruder: Intruder, gap: Gap): Promise<RaceResult> {
  const { contest, start } = ground;
  const { simulation } = contest.world;
  await contest.world.restore(start);
  const stop = hang(contest, gap, () => intruder.act(contest));
  const first = await playInProcess(contest.world, contest.order);
  stop();
  await contest.world.settle();
  const problems = [...findOwnProblems('the promotion', first)];
  // One who acts after the last look can undo anything, as at any later time; before that success must be true.
  if (first.exitCode === 0 && !isAfterLastLook(ground, gap)) problems.push(...(await findWrongs(simulation)));
  problems.push(...(await findRivalProblems(contest)));
  const second = await playInProcess(contest.world, contest.order);
  await contest.world.settle();
  problems.push(...findOwnProblems('the second run', second));
  if (second.exitCode === 0) problems.push(...(await findWrongs(simulation)));
  problems.push(...(await findRivalProblems(contest)));
  if (!intruder.isRival && second.exitCode !== 0 && !isAfterLastLook(ground, gap))
    problems.push(`the second run failed: ${second.errors.join('; ')}`);
  return { intruder: intruder.name, gap, first: nameEnd(first), second: nameEnd(second), problems };
}

/** Plays the promotion undisturbed and counts its requests. */
export async function countRequests({ world, order }: Contest): Promise<number> {
  const before = world.simulation.requests.count;
  const ending = await playInProcess(world, order);
  if (ending.exitCode !== 0) throw new Error(ending.lines.join('\n'));
  return world.simulation.requests.count - before;
}

// A promotion ends with a look at each lock, of one tag and three manifests here. Behind the first of them something
// may come that it does not see.
const lastLooks = 4;

function isAfterLastLook({ requests }: RaceGround, gap: Gap): boolean {
  return typeof gap === 'number' && gap > requests - lastLooks + 1;
}

function hang({ world }: Contest, gap: Gap, act: () => Promise<void>): () => void {
  const { hooks } = world.simulation.world;
  let count = 0;
  if (typeof gap === 'number') return world.simulation.faults.between(() => (count += 1) === gap, act);
  const unhook = hooks.on(gap, async () => {
    unhook();
    await act();
  });
  return unhook;
}

// Another promotion that was finished is never written over, whatever this one came to.
async function findRivalProblems({ world, other }: Contest): Promise<readonly string[]> {
  const wrongs = await findWrongs(world.simulation);
  return wrongs.filter((wrong) => wrong.includes(other.slice(0, 19)));
}

function findOwnProblems(title: string, { errors, exitCode }: Ending): readonly string[] {
  if (exitCode === 0) return [];
  const code = readCode(errors);
  const isClear = errors.length === 1 && allowedCodes.includes(code);
  return isClear ? [] : [`${title} ended with ${exitCode ?? 'nothing'}: ${errors.join(' | ')}`];
}

function nameEnd({ errors, exitCode, outputs }: Ending): string {
  return exitCode === 0 ? (outputs['status'] ?? '') : readCode(errors);
}

function readCode(errors: readonly string[]): string {
  return /^([A-Z_]+):/.exec(errors[0] ?? '')?.[1] ?? '';
}
