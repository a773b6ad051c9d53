import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { describeJob, identities, quarantine, tenantId } from '../../../simulator/estate/index.ts';
import type { StepResult } from '../../../simulator/runner/index.ts';
import { itWhen } from '../../support/optional.ts';
import { root } from '../../support/repository.ts';
import { listTrivys } from '../../support/trivy.ts';
import { openGateWorld, readReasons, repository } from './estate.ts';
import type { GateWorld } from './estate.ts';

const [trivy] = listTrivys();
const itScans = itWhen(trivy !== undefined, 'Trivy: node scripts/setup/trivy.mjs');
let world: GateWorld;

beforeAll(async () => {
  world = await openGateWorld();
}, 480_000);
afterAll(() => world.close());

function scan(): Promise<StepResult> {
  if (trivy === undefined) throw new Error('no Trivy');
  const inputs = {
    ...{ 'tenant-id': tenantId, 'client-id': identities.gate.clientId, 'quarantine-registry': quarantine.id },
    ...{ image: `${repository}@${world.digest}`, 'trivy-path': trivy.file, 'trivy-allowed': trivy.allowed },
  };
  const job = describeJob({ workflow: 'upstream.yml', jobWorkflow: 'gate.yml', workspace: world.folder });
  return world.simulation.host.runStep({ action: join(root, 'actions/scan-image'), with: inputs }, job);
}

describe('gate-image on what scan-image found', () => {
  itScans(
    'blocks the old base image, and attaches what Trivy found and what the image is made of',
    async () => {
      expect((await world.attest()).exitCode).toBe(0);
      const scanned = await scan();
      expect(scanned.outputs['result']).toBe('complete');
      const { report = '', sbom = '' } = scanned.outputs;
      const result = await world.gate({ report, sbom });
      expect([result.exitCode, result.outputs['decision']]).toEqual([1, 'fail']);
      // Debian does not mean to fix it, which the shipped policy does not tolerate.
      const reason = 'severity: CVE-2023-45853 in zlib1g 1:1.2.13.dfsg-1';
      expect(await readReasons(result)).toEqual([reason, reason]);
      const decision = JSON.parse(await readFile(result.outputs['decision-file'] ?? '', 'utf8')) as {
        statements: { name: string }[];
        counts: { findings: number };
      };
      expect(decision.statements.map(({ name }) => name).sort()).toEqual([
        ...[
          'sbom linux/amd64',
          'sbom linux/arm64/v8',
          'vulnerabilities linux/amd64',
          'vulnerabilities linux/arm64/v8',
        ],
      ]);
      const counts = JSON.parse(scanned.outputs['counts'] ?? '{}') as Record<string, number>;
      expect(decision.counts.findings).toBe(Object.values(counts).reduce((sum, count) => sum + count, 0));
    },
    480_000,
  );
});
