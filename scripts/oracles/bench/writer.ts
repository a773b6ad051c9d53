import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { quarantine } from '../../../simulator/estate/index.ts';
import type { Simulation } from '../../../simulator/simulation.ts';

const DockerConfig = v.object({ auths: v.record(v.string(), v.object({ auth: v.string() })) });

/** User and password for `conformance/` of quarantine. */
export function findWriter({ registries }: Simulation): {
  readonly username: string;
  readonly password: string;
} {
  const login = registries.logins.find(({ loginServer }) => loginServer === quarantine.loginServer);
  if (login === undefined) throw new Error('the estate has no login for quarantine');
  return login;
}

/** A Docker configuration as the reader's, with a login that may write where quarantine is concerned. */
export async function writeWriterConfig(
  simulation: Simulation,
  reader: Readonly<Record<string, string>>,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(reader['REGISTRY_AUTH_FILE'] ?? '', 'utf8');
  const { auths } = v.parse(DockerConfig, JSON.parse(text));
  const { username, password } = findWriter(simulation);
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  const file = join(folder, 'config.json');
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify({ auths: { ...auths, [quarantine.loginServer]: { auth } } }), {
    mode: 0o600,
  });
  return { DOCKER_CONFIG: folder, REGISTRY_AUTH_FILE: file };
}
