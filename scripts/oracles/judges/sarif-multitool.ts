import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Bench } from '../bench/bench.ts';
import { decide } from '../documents/gated.ts';
import { buildScanDocuments } from '../documents/scans.ts';
import { fromNpm } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

const logSchema = v.object({
  runs: v.tuple([
    v.object({
      results: v.array(
        v.object({ ruleId: v.string(), level: v.optional(v.string(), 'warning'), message: v.unknown() }),
      ),
    }),
  ]),
});

/** Microsoft's validator: the schema of SARIF 2.1.0, its rules, and what GitHub's code scanning asks for besides. */
export const judge: Judge = {
  floor: 'Documents',
  name: 'sarif-multitool',
  program: fromNpm({
    name: 'sarif-multitool',
    package: '@microsoft/sarif-multitool',
    version: '5.7.0',
    executables: ['linux', 'darwin'].map((system) => `@microsoft/sarif-multitool-${system}/Sarif.Multitool`),
  }),
  cases: [
    {
      name: 'finds no error in the SARIF of scan-image',
      async run(bench) {
        for (const { sarif, emptySarif } of await buildScanDocuments()) {
          assert.deepEqual(await listErrors(bench, sarif), []);
          assert.deepEqual(await listErrors(bench, emptySarif), []);
        }
      },
    },
    {
      name: 'finds no error in the SARIF of gate-image, passed or blocked',
      async run(bench) {
        const decisions = [];
        for (const severity of ['LOW', 'HIGH']) {
          const { estate, sarif, decision } = await decide(severity);
          await estate.close();
          decisions.push(decision);
          assert.deepEqual(await listErrors(bench, sarif), []);
        }
        assert.deepEqual(decisions, ['pass', 'fail']);
      },
    },
    {
      name: 'finds the errors of a log that is wrong',
      async run(bench) {
        const [one] = await buildScanDocuments();
        const broken = { ...one?.sarif, runs: [{ results: [{}] }] };
        assert.deepEqual(await listErrors(bench, broken), ['JSON1002', 'JSON1002']);
      },
    },
  ],
};

// The program ends with 0 whatever it found; what it found stands in a log of its own.
async function listErrors(bench: Bench, document: object): Promise<readonly string[]> {
  const [file, found] = [join(bench.folder, 'judged.sarif'), join(bench.folder, 'found.sarif')];
  await writeFile(file, JSON.stringify(document));
  // The package starts its program by a shell, which would take the semicolon for its own.
  const rules = ['--rule-kind', `'Sarif;Ghas'`];
  const args = ['validate', file, '--output', found, '--log', 'ForceOverwrite', ...rules];
  await bench.run(args, { env: { PATH: bench.reader['PATH'] ?? '', HOME: bench.folder } });
  const log = v.parse(logSchema, JSON.parse(await readFile(found, 'utf8')));
  return log.runs[0].results.flatMap(({ ruleId, level }) => (level === 'error' ? [ruleId] : []));
}
