import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { refreshTools } from '../upstream/scanner-db/index.ts';
import type { Stage } from './types.ts';

/** What upstream.yml does every morning: the images of the lock, the scanner's database, KEV and EPSS. */
export async function refreshDaily(stage: Stage): Promise<void> {
  if (await hasCurl()) {
    stage.tell('platform-engineer starts the daily refresh by hand');
    await stage.follow({ dispatch: 'upstream.yml' });
    return;
  }
  stage.tell('the daily refresh asks upstream with curl, which this machine lacks: it is not played');
  const { world, registries } = stage.simulation;
  await refreshTools(world, registries);
}

function hasCurl(): Promise<boolean> {
  return promisify(execFile)('curl', ['--version']).then(
    () => true,
    () => false,
  );
}
