import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { StandIn, StandInCall } from './types.ts';

/**
 * actions/setup-node: puts the Node that runs here first on the PATH, where the version that is asked for is this
 * one; nothing is downloaded. https://github.com/actions/setup-node#usage
 */
export const setupNode: StandIn = {
  action: 'actions/setup-node',
  inputs: {
    'node-version': '',
    'node-version-file': '',
    'check-latest': 'false',
    architecture: '',
    cache: '',
    'cache-dependency-path': '',
    'package-manager-cache': 'false',
    'registry-url': '',
  },
  async run(call) {
    const wanted = await readWanted(call);
    const here = process.version.replace(/^v/, '');
    const isHere = wanted === '' || wanted === here || here.startsWith(`${wanted.replace(/\.x$/, '')}.`);
    if (!isHere) throw new Error(`Unable to find Node version '${wanted}': this world has ${here} alone`);
    call.session.path.push(dirname(call.session.world.nodePath));
    call.tell(`Found in cache @ ${dirname(call.session.world.nodePath)}`);
    return { 'node-version': `v${here}`, 'cache-hit': 'false' };
  },
};

async function readWanted({ session, inputs }: StandInCall): Promise<string> {
  const file = inputs['node-version-file'];
  if (!file) return (inputs['node-version'] ?? '').replace(/^v/, '');
  const text = await readFile(join(session.job.workspace, file), 'utf8');
  return text.trim().replace(/^v/, '');
}
