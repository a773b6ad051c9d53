import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Benchmark, Figure } from '../../scripts/bench/types.ts';
import { listActions } from '../../scripts/build/entries.ts';
import { readActionSource } from '../../scripts/docs/action-source.ts';
import { createRunnerEnv } from '../support/fake-host.ts';
import { sampleInputs } from './sample-inputs.ts';
import { startProgram } from './start-program.ts';
import type { Program } from './start-program.ts';

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
const emptyName = 'empty';

async function preparePrograms(folder: string): Promise<ReadonlyMap<string, Program>> {
  const script = join(folder, 'empty.mjs');
  await writeFile(script, '');
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
  const actions = await Promise.all(
    listActions(root).map(async (name): Promise<[string, Program]> => {
      const { inputs } = await readActionSource(root, name);
      // A default that is an expression is evaluated by the runner, which is not in between here.
      const needed = Object.entries(inputs).filter(
        ([, { options }]) => options.required === true || options.default?.startsWith('${{') === true,
      );
      const names = needed.map(([input]) => input);
      const given = Object.entries(sampleInputs(name, names));
      const variables = given.map(([input, value]) => [`INPUT_${input.toUpperCase()}`, value]);
      const env = { ...createRunnerEnv({}, folder), ...Object.fromEntries(variables) };
      return [name, { file: join(root, 'dist', `${name}.js`), env }];
    }),
  );
  return new Map([[emptyName, { file: script, env: {} }], ...actions]);
}

/** One start of a program, as multiples of the empty script that was started just before it. */
interface Sample {
  readonly main: number | undefined;
  readonly request: number | undefined;
}

// Interleaved and in pairs, so that whatever else the machine does falls on both alike.
async function measure(programs: ReadonlyMap<string, Program>): Promise<readonly Figure[]> {
  const empty = { file: programs.get(emptyName)?.file ?? '', env: {} };
  const samples = new Map<string, Sample[]>();
  for (let round = 0; round < runs; round += 1) {
    for (const [name, program] of programs) {
      if (name === emptyName) continue;
      const base = (await startProgram(empty)).exitMs;
      const { mainMs, requestMs } = await startProgram(program);
      const sample = { main: divide(mainMs, base), request: divide(requestMs, base) };
      samples.set(name, [...(samples.get(name) ?? []), sample]);
    }
  }
  return [...samples].flatMap(([name, each]) => buildFigures(name, each));
}

function divide(ms: number | undefined, base: number | undefined): number | undefined {
  return ms === undefined || base === undefined ? undefined : ms / base;
}

function buildFigures(name: string, samples: readonly Sample[]): readonly Figure[] {
  const main = samples.flatMap((sample) => sample.main ?? []);
  const request = samples.flatMap((sample) => sample.request ?? []);
  if (main.length < samples.length) {
    throw new Error(`${name} refused its inputs; test/bench/sample-inputs.ts needs samples that it accepts`);
  }
  const figure = { unit: 'ratio', reference } as const;
  const untilMain = { ...figure, name: `${name}, until main`, samples: main, limit: maxRatio };
  const untilRequest = { ...figure, name: `${name}, until its first request`, samples: request };
  // Some actions have no network; where there is one the SDKs are loaded for it, so it has no limit of its own.
  return request.length < samples.length ? [untilMain] : [untilMain, untilRequest];
}
