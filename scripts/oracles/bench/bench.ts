import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { ExecOptions, ExecResult } from '../../../lib/base/exec.ts';
import { prepareProgramVariables } from '../../../simulator/commands/programs.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation } from '../../../simulator/simulation.ts';
import { readProgram, runProgram } from '../programs/run.ts';
import { writeWriterConfig } from './writer.ts';

/** A fresh simulated world with a foreign program in it. */
export interface Bench {
  readonly simulation: Simulation;
  /** The program's full path. */
  readonly file: string;
  /** For the files of the cases; removed at the end. */
  readonly folder: string;
  /** Variables of a program that may read quarantine and live. */
  readonly reader: Readonly<Record<string, string>>;
  /** Variables of a program that may read live, and read, write and delete in `conformance/` of quarantine. */
  readonly writer: Readonly<Record<string, string>>;
  /** Runs the program, by default as {@link reader}, and answers what it printed. Throws when it fails. */
  run(args: readonly string[], options?: ExecOptions): Promise<string>;
  /** The same, whatever its exit code. */
  attempt(args: readonly string[], options?: ExecOptions): Promise<ExecResult>;
  /** Something to stop before the world ends. */
  atEnd(stop: () => Promise<void>): void;
  close(): Promise<void>;
}

const open = new Set<Bench>();

/** Ends every world that is open, when the whole is interrupted. */
export async function closeBenches(): Promise<void> {
  await Promise.all([...open].map((bench) => bench.close()));
}

/** Starts a world for the program. */
export async function openBench(file: string): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-oracle-'));
  const simulation = await startSimulation({ folder: join(folder, 'world') });
  const reader = { PATH: buildPath(file), ...(await prepareProgramVariables(simulation)) };
  const writer = { ...reader, ...(await writeWriterConfig(simulation, reader, join(folder, 'writer'))) };
  const cwd = join(folder, 'files');
  await mkdir(cwd);
  const endings: (() => Promise<void>)[] = [];
  const ending = new AbortController();
  const common = { cwd, env: reader, signal: ending.signal };
  const bench: Bench = {
    ...{ simulation, file, folder: cwd, reader, writer },
    run: (args, options) => readProgram(file, args, { ...common, ...options }),
    attempt: (args, options) => runProgram(file, args, { ...common, ...options }),
    atEnd: (stop) => void endings.push(stop),
    async close() {
      if (!open.delete(bench)) return;
      ending.abort();
      for (const stop of endings) await stop();
      await simulation.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  open.add(bench);
  return bench;
}

// A program of the cache folder may start its neighbours.
function buildPath(file: string): string {
  return [dirname(file), process.env['PATH'] ?? ''].join(delimiter);
}
