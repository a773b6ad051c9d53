import { parseOptions } from './arguments.ts';
import { defaultFolder, emptyFolder, lockFolder } from './folder.ts';
import type { Command } from './types.ts';

const help = `Usage: npm run simulator -- reset [--state DIR]

Forgets the world: the next command starts with an empty one.

  --state DIR   where the world is kept (default: ${defaultFolder})`;

/** Forgets the world. */
export const resetCommand: Command = {
  name: 'reset',
  summary: 'forget the world that the last run left',
  help,
  async run(args) {
    const options = parseOptions(args, { state: { type: 'string' } });
    const folder = options.state ?? defaultFolder;
    const unlock = await lockFolder(folder);
    await emptyFolder(folder).finally(unlock);
    process.stdout.write(`"${folder}" is empty now\n`);
    return 0;
  },
};
