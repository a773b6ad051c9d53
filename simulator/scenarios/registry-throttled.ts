import { quarantine } from '../estate/index.ts';
import { importBase, mergeService, startRun } from './chapters.ts';
import type { Scenario } from './types.ts';

/** Two kinds of 429: one that passes, and one that needs an account. */
export const registryThrottled: Scenario = {
  name: 'registry-throttled',
  title:
    'Azure’s registry asks to wait, which the import does; Docker Hub’s limit is reached, which it names',
  async play(stage) {
    const { faults, registries } = stage.simulation;
    const run = await startRun(stage, await mergeService(stage), 'upstream.yml');
    const limit = registries.hub.limit();
    registries.hub.setLimit(0);
    stage.tell('Docker Hub has served all pulls that it gives to anonymous clients in six hours');
    await importBase(stage, run, { title: 'Import at the limit', expectedCode: 'IMPORT_UPSTREAM_THROTTLED' });
    registries.hub.setLimit(limit);
    faults.add({
      match: ({ host, path }) => host === quarantine.loginServer && path.includes('/manifests/'),
      do: { kind: 'status', status: 429, retryAfterSeconds: 1 },
      times: 3,
    });
    stage.tell(`${quarantine.loginServer} answers 429 with Retry-After three times`);
    await importBase(stage, run, { title: 'Import from a registry that asks to wait' });
  },
};
