import { readLocalContext } from '../../../actions/build-image/src/context/local-context.ts';

function silent(): void {
  // Nobody listens.
}

/** Packs a folder as build-image does, in a process of its own, and prints what it took. */
const [folder = '.'] = process.argv.slice(2);
const log = {
  ...{ debug: silent, info: silent, notice: silent, warning: silent, error: silent },
  ...{ startGroup: silent, endGroup: silent, mask: silent },
  group: <T>(_title: string, work: () => Promise<T>): Promise<T> => work(),
};
const context = await readLocalContext(folder, 'Dockerfile', folder, log);
let bytes = 0;
for await (const chunk of context.open()) bytes += chunk.length;
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.stdout.write(`${JSON.stringify({ bytes, peakBytes, hash: context.hash })}\n`);
