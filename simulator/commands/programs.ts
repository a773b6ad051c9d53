import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exchangeAudience, identities, live, quarantine, tenantId } from '../estate/index.ts';
import { buildJob } from '../scenarios/cast.ts';
import type { Simulation } from '../simulation.ts';

/** The user name that goes with a refresh token in `docker login` (ACR docs, "az acr login with --expose-token"). */
const tokenUser = '00000000-0000-0000-0000-000000000000';

/** The variables of a program in the world, and a Docker configuration that reads both registries. */
export async function prepareProgramVariables(
  simulation: Simulation,
): Promise<Readonly<Record<string, string>>> {
  const folder = join(simulation.world.folder, 'home', '.docker');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'config.json');
  await writeFile(file, JSON.stringify(await buildDockerConfig(simulation)), { mode: 0o600 });
  return { ...simulation.env(), DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: file };
}

async function buildDockerConfig(simulation: Simulation) {
  const token = await signIn(simulation);
  const entries = [quarantine, live].map(async ({ loginServer }) => {
    const refreshToken = await exchange(simulation, loginServer, token);
    return [loginServer, { auth: Buffer.from(`${tokenUser}:${refreshToken}`).toString('base64') }] as const;
  });
  return { auths: Object.fromEntries(await Promise.all(entries)) };
}

// By the same calls that `az acr login` makes, so that the reader's rights are what the world says they are.
async function signIn({ oidc, services }: Simulation): Promise<string> {
  const run = { runId: 1, attempt: 1, sha: '0'.repeat(40), workspace: '/' };
  const people = { actor: 'platform-engineer', triggeringActor: 'platform-engineer' };
  const assertion = await oidc.mint({ ...buildJob({ ...run, ...people }, 'read') }, exchangeAudience);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: identities.reader.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: 'https://containerregistry.azure.net/.default',
  });
  const url = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
  return readField(await services.ask(new Request(url, { method: 'POST', body: form })), 'access_token');
}

async function exchange({ services }: Simulation, host: string, token: string): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'access_token', service: host, access_token: token });
  const request = new Request(`https://${host}/oauth2/exchange`, { method: 'POST', body: form });
  return readField(await services.ask(request), 'refresh_token');
}

async function readField(response: Response, name: string): Promise<string> {
  const body: unknown = await response.json();
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  if (typeof value === 'string') return value;
  throw new Error(`${response.url} answered ${response.status} without ${name}`);
}

/** Variables as lines that a POSIX shell reads. */
export function renderExports(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`,
  );
  return lines.join('\n');
}
