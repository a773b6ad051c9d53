import { readFileSync } from 'node:fs';
import { readLocalContext } from '../../../actions/build-image/src/context/local-context.ts';

function silent(): void {
  // Nobody listens.
}

// The maxRSS of getrusage is "preserved across an execve" (getrusage(2)): a child starts with its parent's, and the
// bench itself may hold more than the packer. VmHWM (proc(5)) is of this program alone.
function readPeakBytes(): number {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  if (found === null) throw new Error('the kernel tells no VmHWM');
  return Number(found[1]) * 1024;
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
const peakBytes = readPeakBytes();
process.stdout.write(`${JSON.stringify({ bytes, peakBytes, hash: context.hash })}\n`);
