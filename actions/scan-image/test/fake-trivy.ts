import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exec, ExecOptions } from '../../../lib/base/exec.ts';
import { root } from '../../../test/support/repository.ts';

/** What the stand-in was started with. */
export interface TrivyCall {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: ExecOptions;
}

/** A program with the command line of Trivy that answers with real reports of the sample image. */
export interface FakeTrivy {
  readonly exec: Exec;
  readonly calls: readonly TrivyCall[];
}

/** How the answers differ from the real ones; `isSample` tells the self-test from the image. */
export type Distort = (report: string, isSample: boolean) => string | undefined;

/** Makes the stand-in; a report of `undefined` is not written. */
export async function createFakeTrivy(
  fixture: 'sample-0.76.0.json' | 'sample-2023.json',
  distort: Distort = (report) => report,
): Promise<FakeTrivy> {
  const sample = await readFile(join(root, 'test/fixtures/trivy', fixture), 'utf8');
  const sampleId = /"ImageID": "([^"]+)"/.exec(sample)?.[1] ?? '';
  const calls: TrivyCall[] = [];
  return {
    calls,
    async exec(file, args, options = {}) {
      calls.push({ file, args, options });
      const valueOf = (flag: string): string => args[args.indexOf(flag) + 1] ?? '';
      const imageId = await readImageId(valueOf('--input'));
      const text = sample.replaceAll(sampleId, imageId).replaceAll('../sample', valueOf('--input'));
      const report = distort(text, imageId === sampleId);
      if (report !== undefined) await writeFile(valueOf('--output'), report);
      return { exitCode: 0, stdout: '', stderr: '' };
    },
  };
}

async function readImageId(layout: string): Promise<string> {
  const index = await readJson(join(layout, 'index.json'));
  const digest = /"digest":"sha256:([0-9a-f]{64})"/.exec(index)?.[1] ?? '';
  const manifest = await readJson(join(layout, 'blobs/sha256', digest));
  return /"config":\{[^}]*"digest":"([^"]+)"/.exec(manifest)?.[1] ?? '';
}

function readJson(file: string): Promise<string> {
  return readFile(file, 'utf8');
}
