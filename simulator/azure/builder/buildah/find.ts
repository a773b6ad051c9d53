import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** What programs with rights are found on this machine. */
export type Buildah =
  | { readonly isUsable: true; readonly buildah: string; readonly unshare: string }
  /** Why not, for the log of a build that needs it. */
  | { readonly isUsable: false; readonly reason: string };

/** Looks for buildah; chroot isolation and an own network namespace both need root on Linux. */
export async function findBuildah(searchPath: string): Promise<Buildah> {
  if (process.platform !== 'linux') return { isUsable: false, reason: 'runs on Linux only' };
  const [buildah, unshare] = await Promise.all(['buildah', 'unshare'].map((name) => find(name, searchPath)));
  if (buildah === undefined) return { isUsable: false, reason: 'is not installed on this machine' };
  if (unshare === undefined)
    return { isUsable: false, reason: 'needs "unshare" of util-linux, which is not installed' };
  if (process.getuid?.() !== 0) return { isUsable: false, reason: 'can be used by root only' };
  return { isUsable: true, buildah, unshare };
}

/** Why a RUN is refused. */
export function explainRefusal(buildah: Buildah): string {
  return buildah.isUsable
    ? 'a RUN that an ONBUILD of the base image brings is not supported by the simulator'
    : `RUN needs "buildah", which ${buildah.reason}: the simulator's own builder runs no programs`;
}

async function find(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter)) {
    const file = join(folder, name);
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}
