import { join } from 'node:path';
import { rmSync } from 'node:fs';
import { findTool, provideTool } from './tools.mjs';

/** The Node that everything of this project runs on: 24, from the release with all features that it uses. */
const wanted = { major: 24, minor: 15 };

/**
 * Whether a version such as `v24.15.0` can run the programs of this project.
 * @param {string} version
 */
export function isSuitable(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major === wanted.major && minor >= wanted.minor;
}

/**
 * The path of a suitable Node: the running one, else the twin that npm brought for this platform.
 * @param {string} root
 * @param {{ version: string, execPath: string, platform: string }} running
 */
export function findNode(root, running) {
  if (isSuitable(running.version)) return running.execPath;
  const twin = findTool('node', running.platform);
  return twin === undefined ? undefined : provideTool(root, twin);
}

/**
 * The sentence for a machine where {@link findNode} found none.
 * @param {string} version
 * @param {string} platform
 */
export function renderMissingNode(version, platform) {
  const range = `${wanted.major}.${wanted.minor} or a later ${wanted.major}.x`;
  return `This is Node ${version} and npm has no Node ${wanted.major} for ${platform}: install Node ${range} from https://nodejs.org/en/download and run the command again.`;
}

/** `linux-x64`, `darwin-arm64`, … and `linux-x64-musl` where the C library is not glibc. */
export function findPlatform() {
  const name = `${process.platform}-${process.arch}`;
  return process.platform === 'linux' && isMusl() ? `${name}-musl` : name;
}

/**
 * Takes the twin out of npm's PATH where it cannot start, because `npm run` prefers it to the machine's Node.
 * @param {string} root
 * @param {string} platform
 */
export function hideUnusableTwin(root, platform) {
  if (findTool('node', platform) === undefined) rmSync(join(root, 'node_modules/.bin/node'), { force: true });
}

function isMusl() {
  // Node's own answer to "which libc": https://nodejs.org/api/report.html, header.glibcVersionRuntime
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  return report.header.glibcVersionRuntime === undefined;
}
