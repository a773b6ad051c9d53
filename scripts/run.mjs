// The way into every command of package.json, on the machine's own Node (20 or later) and without node_modules:
// set up what is missing, then run the program under Node 24. Usage: node scripts/run.mjs PROGRAM [ARG…]
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findNode, findPlatform, hideUnusableTwin, renderMissingNode } from './setup/engine.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { endLike, launch } from './setup/launch.mjs';
import './setup/guard.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const guard = pathToFileURL(join(root, 'scripts/setup/guard.mjs')).href;

/** @param {string} line */
function report(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {readonly string[]} argv */
async function main([program, ...args]) {
  if (program === undefined) throw new Error('usage: node scripts/run.mjs PROGRAM [ARG…]');
  const platform = findPlatform();
  await ensureInstalled(root, report);
  hideUnusableTwin(root, platform);
  const node = findNode(root, { version: process.version, execPath: process.execPath, platform });
  if (node === undefined) throw new Error(renderMissingNode(process.version, platform));
  endLike(await launch(node, ['--import', guard, join(root, program), ...args]));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  report(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
