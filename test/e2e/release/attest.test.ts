import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { repository } from '../../../simulator/estate/index.ts';
import type { RunReport } from '../../../simulator/runner/index.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import { findJob } from '../../support/world/workflows.ts';

const both = 'id-token: write, attestations: write';

function renderJob(id: string, permissions: string, inputs: string): string {
  return `  ${id}:
    runs-on: ubuntu-latest
    permissions: { ${permissions} }
    steps:
      - run: echo '{"bomFormat":"CycloneDX"}' > bom.json && echo a > a.txt
      - id: attest
        uses: actions/attest@59d89421af93a897026c735860bf21b6eb4f7b26
        with: { ${inputs} }
`;
}

const workflow = `name: Attest
on: workflow_dispatch
permissions: {}
jobs:
${renderJob('sound', both, 'subject-path: a.txt')}
${renderJob('no-identity', 'attestations: write', 'subject-path: a.txt')}
${renderJob('no-place', 'id-token: write', 'subject-path: a.txt')}
${renderJob('no-subject', both, 'subject-path: b.txt')}
${renderJob('no-sbom', both, 'subject-path: a.txt, sbom-path: bom.json')}
${renderJob('unknown', both, 'subject-path: a.txt, push-to-registry: true')}
`;

let report: RunReport;
let stored = 0;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-attest-'));
  const simulation = await startSimulation({ folder });
  const { hub } = simulation.github;
  const files = { '.github/workflows/attest.yml': workflow };
  const author = 'platform-engineer';
  const sha = await hub.commit(repository.fullName, { branch: 'main', message: 'First', author, files });
  const place = { repository: repository.fullName, ref: 'refs/heads/main', sha, actor: author };
  const event = { ...place, name: 'workflow_dispatch', payload: {} };
  report = await (await simulation.runner.start('attest.yml', event)).done;
  stored = hub.findRepository(repository.fullName)?.attestations?.length ?? 0;
  await simulation.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

describe('the stand-in of actions/attest', () => {
  it('stores what it signed', () => {
    expect(findJob(report, 'sound').conclusion).toBe('success');
    expect(stored).toBe(1);
  });

  it.each([
    ['no-identity', 'missing "id-token" permission'],
    ['no-place', 'Failed to persist attestation: 403'],
    ['no-subject', 'Could not find subject at path b.txt'],
    ['no-sbom', 'Unsupported SBOM format'],
    ['unknown', "does not know the input(s) 'push-to-registry'"],
  ])('fails: %s', (id, said) => {
    const { conclusion, annotations } = findJob(report, id);
    expect([conclusion, annotations.map(({ message }) => message).join(' ')]).toEqual([
      'failure',
      expect.stringContaining(said),
    ]);
  });
});
