import type { ImageConfig } from '../config/index.ts';
import { isPullRequestFolder } from '../promotion/index.ts';

/**
 * The repository whose rules, waivers and history hold for an image: its own, or the one that a pull request's image is a
 * draft of. Pull requests write to `pr/` and the repository's path, or to `pr/` and its name alone.
 */
export function findHome(repository: string, images: readonly Pick<ImageConfig, 'repository'>[]): string {
  if (!isPullRequestFolder(repository)) return repository;
  const draft = repository.slice('pr/'.length);
  const named = images.filter(
    (image) => image.repository === draft || image.repository.endsWith(`/${draft}`),
  );
  return named.length === 1 && named[0] !== undefined ? named[0].repository : draft;
}
