import type { Config, ImageConfig } from '../config/index.ts';
import { formatImageReference } from '../image/index.ts';
import type { ImageLock, LockEntry } from '../image-lock/index.ts';
import { indexChanges } from './touched.ts';
import type { Touched } from './touched.ts';
import type { BuildPlan, Comparison, PlannedImage, PlannedImport, Sources } from './types.ts';

/** What the change makes necessary. Whatever is not known to be unchanged is planned. */
export function planBuilds(config: Config, lock: ImageLock | undefined, comparison: Comparison): BuildPlan {
  const images = planImages(config, comparison);
  const planned = new Set(images.map(({ image }) => image.name));
  const names = config.images.map(({ name }) => name);
  return {
    images,
    imports: planImports(lock?.entries ?? [], comparison),
    unchanged: names.filter((name) => !planned.has(name)),
    removed: listRemoved(names, comparison),
  };
}

function planImages({ images }: Config, comparison: Comparison): readonly PlannedImage[] {
  const base = comparison.kind === 'range' ? comparison.base.config : undefined;
  if (comparison.kind === 'everything' || base === undefined) {
    const detail = explainEverything(comparison, 'lazaret.yaml');
    return images.map((image) => ({ image, cause: 'everything', detail }));
  }
  const touched = indexChanges(comparison.files);
  const before = new Map(base.images.map((image) => [image.name, image]));
  return images.flatMap((image) => planImage(image, before.get(image.name), touched));
}

function planImage(
  image: ImageConfig,
  before: ImageConfig | undefined,
  touched: Touched,
): readonly PlannedImage[] {
  if (before === undefined) return [{ image, cause: 'new', detail: 'it was not in lazaret.yaml' }];
  const keys = listChangedKeys(before, image);
  if (keys.length > 0) return [{ image, cause: 'entry', detail: keys.join(', ') }];
  const inside = touched.find(image.folder);
  if (inside !== undefined) return [{ image, cause: 'folder', detail: inside }];
  const [beside] = image.also.flatMap((path) => touched.find(path) ?? []);
  return beside === undefined ? [] : [{ image, cause: 'also', detail: beside }];
}

// Another place in the file is no change of the image.
const imageKeys = ['folder', 'dockerfile', 'repository', 'platform', 'also'] as const;

function listChangedKeys(before: ImageConfig, after: ImageConfig): readonly string[] {
  return imageKeys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

function planImports(entries: readonly LockEntry[], comparison: Comparison): readonly PlannedImport[] {
  const base = comparison.kind === 'range' ? comparison.base.lock : undefined;
  if (comparison.kind === 'everything' || base === undefined) {
    const detail = explainEverything(comparison, 'the lock file');
    return entries.map((entry) => ({ entry, cause: 'everything', detail }));
  }
  const before = new Map(base.entries.map((entry) => [nameOf(entry), entry]));
  return entries.flatMap((entry) => planImport(entry, before.get(nameOf(entry))));
}

function planImport(entry: LockEntry, before: LockEntry | undefined): readonly PlannedImport[] {
  if (before === undefined) return [{ entry, cause: 'new', detail: 'it was not in the lock file' }];
  if (before.image.digest !== entry.image.digest) return [{ entry, cause: 'entry', detail: 'digest' }];
  if (before.platforms.join() === entry.platforms.join()) return [];
  return [{ entry, cause: 'entry', detail: 'platforms' }];
}

function nameOf({ image: { registry, repository, tag }, target }: LockEntry): string {
  return `${formatImageReference({ registry, repository, tag })} ${target}`;
}

function explainEverything(comparison: Comparison, file: string): string {
  return comparison.kind === 'everything' ? comparison.reason : `the base has no readable ${file}`;
}

function listRemoved(names: readonly string[], comparison: Comparison): readonly string[] {
  const base: Sources['config'] = comparison.kind === 'range' ? comparison.base.config : undefined;
  return (base?.images ?? []).map(({ name }) => name).filter((name) => !names.includes(name));
}
