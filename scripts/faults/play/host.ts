import type { runAction } from '../../../lib/action/index.ts';
import { createHttpClient, createRest, readText } from '../../../lib/clients/http/index.ts';
import type { Rest } from '../../../lib/clients/http/index.ts';
import type { Ending } from './types.ts';

type Host = NonNullable<Parameters<typeof runAction>[1]>;

/** A runner's process in memory, for one run of an action. */
export interface PlayHost extends Host {
  ending(): Ending;
  close(): void;
}

/** A host over the given variables; OIDC tokens are asked for over the network. */
export function createPlayHost(env: Readonly<Record<string, string>>, proxy: string): PlayHost {
  const lines: string[] = [];
  const errors: string[] = [];
  const outputs: Record<string, string> = {};
  let exitCode: number | undefined;
  const clock = { now: () => 0, sleep: async () => undefined };
  const httpClient = createHttpClient({ proxyEnv: { HTTPS_PROXY: proxy }, clock });
  const rest = createRest({ httpClient, ports: { clock, random: () => 0 } });
  const print = (line: string): void => void lines.push(line);
  return {
    env,
    ending: () => ({ exitCode, outputs, errors, lines }),
    close: () => httpClient.close(),
    onSignal: () => undefined,
    onCrash: () => undefined,
    finish: async (code) => void (exitCode = code),
    toolkit: {
      ...{ debug: () => undefined, info: print, notice: print, warning: print, startGroup: print },
      error: (line) => {
        errors.push(line);
        print(line);
      },
      endGroup: () => undefined,
      setSecret: () => undefined,
      isDebug: () => false,
      setOutput: (name, value) => void (outputs[name] = value),
      writeSummary: async () => undefined,
      getIdToken: (audience) => requestToken(rest, env, audience),
    },
  };
}

// As the toolkit does: https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
async function requestToken(
  rest: Rest,
  env: Readonly<Record<string, string>>,
  audience: string,
): Promise<string> {
  const url = `${env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? ''}&audience=${encodeURIComponent(audience)}`;
  const headers = { Authorization: `Bearer ${env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''}` };
  const reply = await rest.send({ method: 'GET', url, headers });
  const body: unknown = reply.status === 200 ? JSON.parse(readText(reply)) : undefined;
  if (typeof body === 'object' && body !== null && 'value' in body && typeof body.value === 'string')
    return body.value;
  throw new Error(`HTTP ${reply.status}`);
}
