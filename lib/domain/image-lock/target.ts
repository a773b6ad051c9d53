import { UserError } from '../../base/errors/index.ts';
import { parseRepository } from '../image/index.ts';
import type { ImageReference } from '../image/index.ts';

const folders = ['upstream/', 'tools/'];

/** A repository that imports may write to: builds and pull requests have their own folders. */
export function parseQuarantineFolder(text: string): string {
  const repository = parseRepository(text);
  if (folders.some((folder) => repository.startsWith(folder))) return repository;
  throw new UserError('IMPORT_REPOSITORY_FORBIDDEN', {
    subject: repository,
    reason: 'it is neither under `upstream/` nor under `tools/`',
  });
}

/** Where an upstream image goes when nothing else is asked: `upstream/<host>/<repository>`. */
export function buildQuarantineRepository(image: ImageReference): string {
  // A colon may not stand in a repository; an underscore may not stand in a host, so no two hosts meet.
  return parseRepository(`upstream/${image.registry.replace(':', '_')}/${image.repository}`);
}
