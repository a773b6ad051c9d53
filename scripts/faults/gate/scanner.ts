import { createHash } from 'node:crypto';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderTrivyReport } from '../../../lib/domain/evidence/testing/trivy-report.ts';
import { suiteFolder } from '../suite-folder.ts';

/** A program that stands in for Trivy, and the line that allows it. */
export interface StandIn {
  readonly path: string;
  readonly allowed: string;
}

const version = '0.76.0';

/**
 * Writes a program that answers as Trivy does: of its sample what is planted there, of an SBOM that nothing was found.
 * A promotion is disturbed thousands of times; the scanner itself is tested with the real one.
 */
export async function writeStandIn(folder: string): Promise<StandIn> {
  await mkdir(folder, { recursive: true });
  const [path, sample, clean] = ['trivy', 'sample.json', 'clean.json'].map((name) => join(folder, name));
  if (path === undefined || sample === undefined || clean === undefined) throw new Error('no folder');
  await copyFile(join(suiteFolder, 'test/fixtures/trivy/sample-0.76.0.json'), sample);
  await writeFile(clean, renderTrivyReport([]));
  const program = renderProgram({ sample, clean });
  await writeFile(path, program, { mode: 0o755 });
  return { path, allowed: `${version} ${createHash('sha256').update(program).digest('hex')}` };
}

function renderProgram({ sample, clean }: { readonly sample: string; readonly clean: string }): string {
  return [
    '#!/bin/sh',
    'PATH=/usr/bin:/bin',
    'for arg in "$@"; do',
    '  [ "$before" = --output ] && output=$arg',
    '  [ "$before" = --input ] && input=$arg',
    '  before=$arg',
    'done',
    `if [ "$1" = sbom ]; then cat '${clean}' > "$output"; exit; fi`,
    `sed "s|\\.\\./sample|$input|" '${sample}' > "$output"`,
    '',
  ].join('\n');
}
