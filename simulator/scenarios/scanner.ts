import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** The Trivy of this machine. */
export interface Scanner {
  readonly file: string;
  /** `<version> <sha256>`, as `trivy-allowed` wants it. */
  readonly allowed: string;
}

/** The story cannot go on here, through no fault of the world. */
export class StoryEndError extends Error {
  override readonly name = 'StoryEndError';
}

/** Trivy as the suite's setup brings it where a package has it, else the one in PATH; undefined where there is none. */
export async function findScanner(suiteFolder: string): Promise<Scanner | undefined> {
  const setup = join(suiteFolder, 'scripts/setup/trivy.mjs');
  const output = await run(process.execPath, [setup]).catch(() => '');
  const [, version, sha256, file] = /^(\S+) ([0-9a-f]{64}) (.+)$/m.exec(output) ?? [];
  if (version !== undefined && sha256 !== undefined && file !== undefined)
    return { file, allowed: `${version} ${sha256}` };
  return findInPath();
}

async function findInPath(): Promise<Scanner | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, 'trivy');
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!isThere) continue;
    const version = /Version: (\S+)/.exec(await run(file, ['--version']))?.[1] ?? '';
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return { file, allowed: `${version} ${sha256}` };
  }
  return undefined;
}

async function run(file: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(file, args);
  return stdout;
}
