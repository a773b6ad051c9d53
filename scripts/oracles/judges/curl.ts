import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { identities, quarantine, tenantId } from '../../../simulator/estate/index.ts';
import { mintAssertion } from '../bench/login.ts';
import type { Bench } from '../bench/bench.ts';
import { fromPath } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

const Token = v.object({ token_type: v.literal('Bearer'), access_token: v.string(), expires_in: v.number() });

/** The gateway as any HTTP client meets it: proxy, certificates, hosts; and Entra's token endpoint. */
export const judge: Judge = {
  floor: 'Gateway',
  name: 'curl',
  program: fromPath({ name: 'curl', reason: 'install it with "apt-get install curl"' }),
  cases: [
    {
      name: 'a known host is reached by CONNECT, under a certificate that the CA file vouches for',
      async run(bench) {
        const answer = await readStatus(bench, `https://${quarantine.loginServer}/v2/`);
        assert.equal(answer, '401 0');
      },
    },
    {
      name: 'an unknown host is refused by the proxy',
      async run(bench) {
        const { exitCode } = await bench.attempt(['-sS', 'https://www.example.org/']);
        assert.equal(exitCode, 56);
      },
    },
    {
      name: 'plain HTTP is refused',
      async run(bench) {
        const { exitCode, stdout } = await bench.attempt([
          '-sS',
          '-o',
          '/dev/null',
          '-w',
          '%{http_code}',
          url,
        ]);
        assert.notEqual(`${exitCode} ${stdout}`, '0 200');
      },
    },
    {
      name: 'a host of the world is not believed without the CA file',
      async run(bench) {
        const certificate = join(bench.folder, 'none.pem');
        await writeFile(certificate, '');
        const { exitCode } = await bench.attempt(['-sS', '--cacert', certificate, `https://${host}/`]);
        assert.notEqual(exitCode, 0);
      },
    },
    {
      name: 'Entra gives a token for the assertion of the right job',
      async run(bench) {
        const text = await askToken(bench, 'build.yml');
        assert.equal(v.parse(Token, JSON.parse(text)).expires_in > 0, true);
      },
    },
    {
      name: 'Entra refuses the assertion of another workflow with AADSTS700213',
      async run(bench) {
        assert.match(await askToken(bench, 'import.yml'), /AADSTS700213/);
      },
    },
  ],
};

const host = 'login.microsoftonline.com';
const url = `http://${host}/`;

function readStatus(bench: Bench, address: string): Promise<string> {
  return bench.run(['-sS', '-o', '/dev/null', '-w', '%{http_code} %{ssl_verify_result}', address]);
}

async function askToken(bench: Bench, workflow: string): Promise<string> {
  const assertion = await mintAssertion(bench.simulation, workflow);
  const form = {
    grant_type: 'client_credentials',
    client_id: identities.build.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'https://management.azure.com/.default',
  };
  const fields = Object.entries(form).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]);
  return bench.run(['-sS', ...fields, `https://${host}/${tenantId}/oauth2/v2.0/token`]);
}
