import { findOnPath } from './programs/find.ts';
import type { Installation, Judge } from './types.ts';

/** Gets the programs that are absent. Answers whether all that can be had here are there now. */
export async function installJudges(
  judges: readonly { readonly name: string; readonly judge: Judge }[],
  cache: string,
  tell: (line: string) => void,
): Promise<boolean> {
  let isComplete = true;
  for (const { name, judge } of judges) {
    const { program } = judge;
    if (program.find(cache) !== undefined) tell(`${name}: there already`);
    else if (program.installation === undefined) tell(`${name}: not to be had here: ${program.reason ?? ''}`);
    else isComplete = (await installJudge(name, program.installation, { cache, tell })) && isComplete;
  }
  return isComplete;
}

async function installJudge(
  name: string,
  installation: Installation,
  { cache, tell }: { readonly cache: string; readonly tell: (line: string) => void },
): Promise<boolean> {
  const missing = installation.needs.filter((needed) => findOnPath(needed) === undefined);
  if (missing.length > 0) {
    tell(`${name}: not to be had here, it needs ${missing.join(', ')}`);
    return true;
  }
  tell(`${name}: ${installation.command} …`);
  try {
    await installation.install(cache);
    return true;
  } catch (error) {
    tell(`${name}: could not be installed: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
