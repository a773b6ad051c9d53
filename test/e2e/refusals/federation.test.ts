import { describe, expect, it } from '@jest/globals';
import { identities, tenantId } from '../../../simulator/estate/index.ts';
import { useWorld } from '../../support/world.ts';
import type { ActionName } from '../../support/world/orders.ts';
import { expectRefusal } from '../../support/world/refusal.ts';

const world = useWorld();
const code = 'ENTRA_FEDERATION_MISMATCH';
const fiveMinutesMs = 5 * 60_000;

describe('sign-ins that Entra refuses', () => {
  it.each<[ActionName, string]>([
    ['build-image', 'promote.yml'],
    ['import-image', 'build.yml'],
    ['promote-image', 'build.yml'],
    ['revoke-image', 'import.yml'],
  ])('%s from %s is told the subject to register', async (action, jobWorkflow) => {
    const message = await expectRefusal(world(), { action, job: { jobWorkflow }, code });
    const [, subject = ''] = /register the subject "([^"]+)"/.exec(message) ?? [];
    expect(subject).toContain(
      `:job_workflow_ref:contoso/lazaret/.github/workflows/${jobWorkflow}@refs/heads/main`,
    );
    expect(message).toContain('"https://token.actions.githubusercontent.com"');
    expect(message).toContain('"api://AzureADTokenExchange"');
  });

  it('the subject of the message is the one that helps', async () => {
    const job = { jobWorkflow: 'nightly.yml' };
    const message = await expectRefusal(world(), { action: 'build-image', job, code });
    const [, subject = ''] = /register the subject "([^"]+)"/.exec(message) ?? [];
    const { directory } = world().simulation.entra;
    const issuer = 'https://token.actions.githubusercontent.com';
    directory.addCredential('lazaret-build', { issuer, subject, audiences: ['api://AzureADTokenExchange'] });
    expect((await world().play('build-image', { job })).conclusion).toBe('success');
  });

  it('promotion outside its environment', async () => {
    const { environment: _, ...job } = { environment: 'promote', jobWorkflow: 'promote.yml' };
    const outside = { ...job, environment: 'production' };
    const message = await expectRefusal(world(), { action: 'promote-image', job: outside, code });
    expect(message).toContain('environment:production');
  });

  it('a build of a pull request as the identity of main', async () => {
    const job = { event: 'pull_request', ref: 'refs/pull/1/merge' };
    expect(await expectRefusal(world(), { action: 'build-image', job, code })).toContain(':pull_request:');
  });

  it('an assertion that was five minutes on its way', async () => {
    const { faults, world: simulated } = world().simulation;
    const isSignIn = ({ host }: { readonly host: string }): boolean => host === 'login.microsoftonline.com';
    faults.between(isSignIn, async () => {
      simulated.clock.advance(2 * fiveMinutesMs);
      return Promise.resolve();
    });
    await expectRefusal(world(), { action: 'build-image', code: 'ENTRA_ASSERTION_EXPIRED' });
  });

  it('an identity whose credentials were all removed', async () => {
    world().simulation.entra.directory.removeCredentials('lazaret-build');
    await expectRefusal(world(), { action: 'build-image', code });
  });

  it('a client id that the tenant does not know, and a tenant that is none', async () => {
    const clientId = identities.build.clientId.replace(/^a7/, 'ff');
    const client = { action: 'build-image', with: { 'client-id': clientId } } as const;
    await expectRefusal(world(), { ...client, code: 'ENTRA_APPLICATION_UNKNOWN' });
    const tenant = { action: 'build-image', with: { 'tenant-id': tenantId.replace(/^6f/, 'ff') } } as const;
    await expectRefusal(world(), { ...tenant, code: 'ENTRA_TENANT_UNKNOWN' });
  });
});
