import assert from 'node:assert/strict';
import { quarantine } from '../../../simulator/estate/index.ts';
import type { Bench } from '../bench/bench.ts';
import { callPlainly, openCaller } from '../bench/http.ts';
import { findWriter } from '../bench/writer.ts';
import type { Server } from '../programs/serve.ts';
import type { Judge } from '../types.ts';
import { openTarget } from './target.ts';
import type { Calls } from './types.ts';

/** Makes the same calls to quarantine and to a foreign registry; what is known to differ is named with its reason. */
export function compareCalls(
  calls: readonly Calls[],
  start: (bench: Bench) => Promise<Server>,
  known: Readonly<Record<string, string>>,
): Pick<Judge, 'prepare' | 'cases'> {
  const strange = Object.keys(known).filter((name) => !calls.some((each) => each.name === name));
  if (strange.length > 0) throw new Error(`no calls are named "${strange.join('", "')}"`);
  const servers = new WeakMap<Bench, Server>();
  return {
    async prepare(bench) {
      const server = await start(bench);
      servers.set(bench, server);
      bench.atEnd(server.stop);
    },
    cases: calls.map(({ name, make }, at) => {
      const reason = known[name];
      // Each case has a repository of its own.
      const place = `conformance/calls-${at}`;
      return {
        name,
        ...(reason === undefined ? {} : { known: reason }),
        async run(bench) {
          const { url = '' } = servers.get(bench) ?? {};
          const theirs = await make(openTarget(callPlainly, { origin: url, name: place }));
          assert.deepEqual(await makeOurs(bench, make, place), theirs);
        },
      };
    }),
  };
}

async function makeOurs(bench: Bench, make: Calls['make'], name: string): Promise<unknown> {
  const { username, password } = findWriter(bench.simulation);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const { call, close } = await openCaller(bench.simulation);
  try {
    return await make(openTarget(call, { origin: `https://${quarantine.loginServer}`, name, authorization }));
  } finally {
    close();
  }
}
