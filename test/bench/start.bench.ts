import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Benchmark, Figure } from '../../scripts/bench/types.ts';
import { listActions } from '../../scripts/build/entries.ts';
import { readActionSource } from '../../scripts/docs/action-source.ts';
import { createRunnerEnv } from '../support/fake-host.ts';
import { sampleInputs } from './sample-inputs.ts';
import { startProgram } from './start-program.ts';
import type { Program, Times } from './start-program.ts';

const root = dirname(dirname(import.meta.dirname));
const runs = 15;
const maxRatio = 2.4;

/** How long a bundle takes until its `run` is called, and until its first request leaves. */
export const bench: Benchmark = {
  title: 'start of each bundle',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lazaret-bench-'));
    try {
      const programs = await preparePrograms(folder);
      await Promise.all([...programs.values()].map(startProgram));
      return await measure(programs);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const reference = 'an empty script on the same Node, start to exit';
const empty = 'empty';

async function preparePrograms(folder: string): Promise<ReadonlyMap<string, Program>> {
  const script = join(folder, 'empty.mjs');
  await writeFile(script, '');
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
  const actions = await Promise.all(
    listActions(root).map(async (name): Promise<[string, Program]> => {
      const { inputs } = await readActionSource(root, name);
      const required = Object.keys(inputs).filter((input) => inputs[input]?.options.required === true);
      const given = Object.entries(sampleInputs(name, required));
      const variables = given.map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]);
      const env = { ...createRunnerEnv(), GITHUB_WORKSPACE: folder, ...Object.fromEntries(variables) };
      return [name, { file: join(root, 'dist', `${name}.js`), env }];
    }),
  );
  return new Map([[empty, { file: script, env: {} }], ...actions]);
}

// Interleaved, so that whatever else the machine does falls on all programs alike.
async function measure(programs: ReadonlyMap<string, Program>): Promise<readonly Figure[]> {
  const rounds: ReadonlyMap<string, Times>[] = [];
  for (let round = 0; round < runs; round += 1) {
    const times = new Map<string, Times>();
    for (const [name, program] of programs) times.set(name, await startProgram(program));
    rounds.push(times);
  }
  const base = rounds.map((times) => times.get(empty)?.exitMs ?? NaN).toSorted((a, b) => a - b)[
    Math.floor(runs / 2)
  ];
  if (base === undefined) throw new Error('the empty script did not end');
  return [...programs.keys()]
    .filter((name) => name !== empty)
    .flatMap((name) =>
      buildFigures(
        name,
        rounds.map((times) => times.get(name) ?? {}),
        base,
      ),
    );
}

function buildFigures(name: string, times: readonly Times[], base: number): readonly Figure[] {
  const main = times.flatMap(({ mainMs }) => mainMs ?? []).map((ms) => ms / base);
  const request = times.flatMap(({ requestMs }) => requestMs ?? []).map((ms) => ms / base);
  if (main.length < times.length) {
    throw new Error(`${name} refused its inputs; test/bench/sample-inputs.ts needs samples that it accepts`);
  }
  const figure = { unit: 'ratio', reference } as const;
  const untilMain = { ...figure, name: `${name}, until main`, samples: main, limit: maxRatio };
  const untilRequest = { ...figure, name: `${name}, until its first request`, samples: request };
  // Some actions have no network; where there is one the SDKs are loaded for it, so it has no limit of its own.
  return request.length < times.length ? [untilMain] : [untilMain, untilRequest];
}
