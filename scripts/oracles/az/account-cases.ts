import assert from 'node:assert/strict';
import {
  identities,
  legacy,
  live,
  quarantine,
  resourceGroup,
  subscriptionId,
  tenantId,
} from '../../../simulator/estate/index.ts';
import { toLoginArgs } from '../bench/login.ts';
import type { Case } from '../types.ts';
import { envOf, failAz, logIn, readAz } from './az.ts';
import { Named, assertPartly, parseList } from './shapes.ts';

/** Signing in, and what ARM shows of registries and pools. */
export const accountCases: readonly Case[] = [
  {
    name: 'login --service-principal --federated-token shows the subscription',
    async run(bench) {
      const user = { name: identities.build.clientId, type: 'servicePrincipal' };
      assertPartly(await logIn(bench, 'build'), [{ id: subscriptionId, tenantId, state: 'Enabled', user }]);
    },
  },
  {
    name: 'account show',
    async run(bench) {
      assertPartly(await readAz(bench, 'build', ['account', 'show']), { id: subscriptionId, tenantId });
    },
  },
  {
    name: 'login with the assertion of another workflow says AADSTS700213',
    async run(bench) {
      const args = await toLoginArgs(bench, 'import');
      const wrong = args.map((each) =>
        each === identities.import.clientId ? identities.build.clientId : each,
      );
      const env = { ...envOf(bench, 'import'), AZURE_CONFIG_DIR: `${bench.folder}/nobody` };
      const { exitCode, stderr } = await bench.attempt(wrong, { env });
      assert.notEqual(exitCode, 0);
      assert.match(stderr, /AADSTS700213/);
    },
  },
  {
    name: 'acr list shows the registries that the identity may read',
    async run(bench) {
      await logIn(bench, 'reader');
      const names = parseList(Named, await readAz(bench, 'reader', ['acr', 'list'])).map(({ name }) => name);
      assert.deepEqual(names.toSorted(), [legacy.name, live.name, quarantine.name]);
    },
  },
  {
    name: 'acr show',
    async run(bench) {
      const shown = await readAz(bench, 'build', ['acr', 'show', '--name', quarantine.name]);
      assertPartly(shown, {
        id: quarantine.id,
        loginServer: quarantine.loginServer,
        resourceGroup,
        provisioningState: 'Succeeded',
        sku: { name: 'Premium', tier: 'Premium' },
      });
    },
  },
  {
    name: 'acr show of an unknown registry fails',
    isSlow: true,
    async run(bench) {
      const said = await failAz(bench, 'build', ['acr', 'show', '--name', 'lazaretabsent']);
      assert.match(said, /could not be found|not found/i);
    },
  },
  {
    name: 'acr agentpool list',
    async run(bench) {
      const listed = await readAz(bench, 'build', [
        'acr',
        'agentpool',
        'list',
        '--registry',
        quarantine.name,
      ]);
      const pools = parseList(Named, listed).map(({ name }) => name);
      assert.deepEqual(pools.toSorted(), ['empty-pool', 'quarantine-pool']);
    },
  },
  {
    name: 'acr login --expose-token',
    isSlow: true,
    async run(bench) {
      const args = ['acr', 'login', '--name', quarantine.name, '--expose-token'];
      const shown = await readAz(bench, 'build', args);
      assertPartly(shown, { loginServer: quarantine.loginServer });
    },
  },
];
