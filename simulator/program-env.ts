import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gateway } from './gateway/index.ts';
import type { World } from './world/index.ts';

/** Makes the home of foreign programs and answers the variables that put a program into the world. */
export async function prepareProgramEnv(
  world: World,
  gateway: Gateway,
): Promise<Readonly<Record<string, string>>> {
  const home = join(world.folder, 'home');
  await mkdir(home, { recursive: true });
  return {
    ...gateway.env(),
    // Node's own fetch obeys the proxy variables only with this one (Node 24); it costs every start some 25 ms.
    NODE_USE_ENV_PROXY: '1',
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    AZURE_CONFIG_DIR: join(home, '.azure'),
  };
}
