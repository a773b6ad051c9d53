import { createHash } from 'node:crypto';
import { access, chmod, constants, copyFile, mkdir } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../base/errors/index.ts';
import type { Exec } from '../../base/exec.ts';
import type { Clock } from '../../base/time.ts';
import { findAllowed } from './allow-list.ts';
import type { AllowedTrivy } from './allow-list.ts';
import { createTrivy } from './trivy.ts';
import type { Trivy } from './trivy.ts';

/** Which programs may be run; the first `trivy` of the search path when no file is named. */
export interface ScannerChoice {
  readonly trivyPath?: string | undefined;
  readonly trivyAllowed: readonly AllowedTrivy[];
}

/** What a scanner is opened with. */
export interface ScannerPorts {
  readonly exec: Exec;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** A private folder that is removed with the job. */
  readonly tempFolder: string;
  /** Folders in which programs are looked for. */
  readonly searchPath: readonly string[];
}

/** The Trivy that is run, and what it is. */
export interface Scanner {
  readonly trivy: Trivy;
  readonly version: string;
  readonly sha256: string;
}

/**
 * Finds Trivy, copies it, hashes the copy and answers it when the list allows it: what was hashed is what runs.
 * Throws SCAN_SCANNER_* codes.
 */
export async function openScanner(choice: ScannerChoice, ports: ScannerPorts): Promise<Scanner> {
  const { exec, clock, signal, tempFolder } = ports;
  const source = await findProgram(choice.trivyPath, ports.searchPath);
  const program = join(tempFolder, 'program');
  const emptyFolder = join(tempFolder, 'empty');
  const scratchFolder = join(tempFolder, 'scratch');
  for (const folder of [program, emptyFolder, scratchFolder]) await mkdir(folder, { recursive: true });
  const file = join(program, 'trivy');
  await copyFile(source, file, constants.COPYFILE_FICLONE);
  const sha256 = await hashFile(file);
  const { version } = findAllowed(choice.trivyAllowed, { file: source, sha256 });
  await chmod(file, 0o500);
  const trivy = createTrivy({ ...{ file, version, exec, clock, signal }, emptyFolder, scratchFolder });
  return { trivy, version, sha256 };
}

async function findProgram(given: string | undefined, searchPath: readonly string[]): Promise<string> {
  const candidates = given === undefined ? searchPath.map((folder) => join(folder, 'trivy')) : [given];
  for (const file of candidates) if (isAbsolute(file) && (await isExecutable(file))) return file;
  throw new UserError('SCAN_SCANNER_NOT_FOUND', {
    subject: given ?? 'trivy',
    reason:
      given === undefined
        ? 'it is in no folder of the PATH'
        : 'it is no executable file with an absolute path',
  });
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
