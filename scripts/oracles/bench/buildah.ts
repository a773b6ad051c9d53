import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Arguments that keep buildah's storage in a folder, away from the machine's own. */
export async function toStorageArgs(folder: string): Promise<readonly string[]> {
  const place = join(folder, 'storage');
  await mkdir(place, { recursive: true });
  return ['--root', join(place, 'root'), '--runroot', join(place, 'run'), '--storage-driver', 'vfs'];
}

/** Variables under which buildah reads none of the machine's container settings. */
export async function toBuildahEnv(folder: string): Promise<Readonly<Record<string, string>>> {
  const registries = join(folder, 'registries.conf');
  await mkdir(folder, { recursive: true });
  await writeFile(registries, '');
  return { CONTAINERS_REGISTRIES_CONF: registries, BUILDAH_ISOLATION: 'chroot' };
}
