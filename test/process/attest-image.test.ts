import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parsePinnedImage } from '../../lib/domain/image/index.ts';
import { parseTrustedKeys, verifyStatement } from '../../lib/domain/statement/index.ts';
import type { VerifiedStatement } from '../../lib/domain/statement/index.ts';
import { identities, quarantine, tenantId, vaultKeys } from '../../simulator/estate/index.ts';
import { baseImage } from '../../simulator/scenarios/images.ts';
import type { StepResult } from '../../simulator/runner/index.ts';
import { root } from '../support/repository.ts';
import { useWorld } from '../support/world.ts';
import { buildStepJob } from '../support/world/orders.ts';

const world = useWorld();
const provenanceJob = { jobName: 'provenance', jobWorkflow: 'provenance.yml' } as const;

function attest(
  inputs: Readonly<Record<string, string>>,
  jobWorkflow = 'provenance.yml',
): Promise<StepResult> {
  const job = buildStepJob('build-image', world(), { ...provenanceJob, jobWorkflow });
  const common = {
    'tenant-id': tenantId,
    'client-id': identities.provenance.clientId,
    'quarantine-registry': quarantine.id,
    'signing-key': vaultKeys.provenance.keyId,
  };
  const step = { action: join(root, 'actions', 'attest-image'), with: { ...common, ...inputs } };
  return world().simulation.host.runStep(step, job);
}

function expectSuccess({ conclusion, log, outputs }: StepResult): Readonly<Record<string, string>> {
  expect([conclusion, conclusion === 'success' ? [] : log]).toEqual(['success', []]);
  return outputs;
}

/** What hangs on the image, read from the registry's store and held against the vault's public key. */
async function readStatement(
  image: string,
  bundleDigest: string,
): Promise<VerifiedStatement<'provenance' | 'import'>> {
  const { simulation } = world();
  const { digest } = parsePinnedImage(image);
  const manifest = await simulation.world.blobs.read(bundleDigest);
  const layer = JSON.parse(Buffer.from(manifest ?? []).toString()) as {
    readonly layers: readonly [{ readonly digest: string }];
  };
  const bundle = await simulation.world.blobs.read(layer.layers[0].digest);
  const key = {
    ...{
      name: 'provenance',
      purpose: 'provenance',
      'public-key': simulation.keyVault.readPublicKey('provenance'),
    },
    ...{ 'valid-from': '2026-01-01T00:00:00Z', 'valid-until': '2027-01-01T00:00:00Z' },
  };
  return verifyStatement(bundle ?? new Uint8Array(), {
    ...{ kinds: ['provenance', 'import'], subject: digest, keys: parseTrustedKeys([key], 'lazaret.yaml') },
    now: simulation.world.clock.now(),
  });
}

describe('attest-image as a process', () => {
  it('signs the import record of the base image, and adopts it the second time', async () => {
    const image = world().base;
    const inputs = { image, kind: 'import', upstream: baseImage.reference };
    const first = expectSuccess(await attest(inputs));
    const statement = await readStatement(image, first['bundle-digest'] ?? '');
    expect([statement.kind, statement.payloadDigest]).toEqual(['import', first['statement-digest']]);
    expect(expectSuccess(await attest(inputs))).toEqual({ ...first, status: 'present' });
  });

  it('signs the provenance of a build from the outputs of build-image', async () => {
    const built = expectSuccess(await world().play('build-image'));
    const names = ['image', 'run-id', 'context-hash', 'commit', 'base-digests', 'started-at', 'finished-at'];
    const inputs = Object.fromEntries(names.map((name) => [name, built[name] ?? '']));
    const outputs = expectSuccess(await attest(inputs));
    const { predicate } = await readStatement(built['image'] ?? '', outputs['bundle-digest'] ?? '');
    expect(predicate).toMatchObject({
      repository: 'https://github.com/contoso/lazaret',
      ...{ ref: 'refs/heads/main', commit: world().sha, contextHash: built['context-hash'] },
    });
  });

  it.each([
    ['the vault lets the identity not sign', { role: 'Key Vault Crypto User' }, 'Key Vault Crypto User'],
    [
      'the registry does not show the image',
      { role: 'Container Registry Repository Writer' },
      'Container Registry Repository Reader',
    ],
    ['ARM does not name the login server', { role: 'Reader' }, 'Reader'],
  ])('names the missing role when %s', async (_title, taken, named) => {
    const principalName = identities.provenance.name;
    expect(world().simulation.authorizer.removeAssignments({ ...taken, principalName })).toBe(1);
    const result = await attest({ image: world().base, kind: 'import', upstream: baseImage.reference });
    expect(result.conclusion).toBe('failure');
    expect(result.log.join('\n')).toContain(named);
  });

  it('gets no token in the job of another workflow file', async () => {
    const inputs = { image: world().base, kind: 'import', upstream: baseImage.reference };
    const result = await attest(inputs, 'build.yml');
    expect(result.conclusion).toBe('failure');
    expect(result.log.join('\n')).toContain('AADSTS700213');
  });
});
