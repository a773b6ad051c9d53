import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A text file that grows line by line. */
export interface LogFile {
  append(lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

// The path was followed to its end before; a link that stands there by now is somebody else's.
const openFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;

/** Starts the file anew; its folder is made. Only the owner may read it, since a build can print anything. */
export async function openLogFile(path: string): Promise<LogFile> {
  await mkdir(dirname(path), { recursive: true });
  const handle = await open(path, openFlags, 0o600);
  return {
    append: async (lines) => {
      if (lines.length > 0) await handle.writeFile(`${lines.join('\n')}\n`);
    },
    close: () => handle.close(),
  };
}
