import {
  choice,
  defineInputs,
  defineOutputs,
  flag,
  integer,
  path,
  secret,
  text,
} from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { parseQuarantineFolder } from '../../../lib/domain/image-lock/index.ts';
import { registryIdNotation } from '../../../lib/domain/image/index.ts';
import { parseUpstreamImage } from './upstream.ts';

/** What the action does, in one sentence. */
export const description = 'Import upstream images by digest into quarantine: one, or all of a lock file.';

/** The inputs of import-image. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the import identity.', required: true }),
  'client-id': text({ description: 'Client id of the import identity.', required: true }),
  'quarantine-registry': text({
    description: 'ARM resource id of the quarantine registry.',
    required: true,
    ...registryIdNotation,
  }),
  image: text({
    description:
      'The upstream image as `host/repository[:tag]@sha256:…`, where there is no `lock-file`. Docker Hub’s short names are understood. The tag, if given, is set in quarantine; the digest alone decides what is imported.',
    form: '`host/repository[:tag]@sha256:…`',
    parse: parseUpstreamImage,
  }),
  'lock-file': path({
    description:
      'The file that lists the images, e.g. `images.lock.yaml`, where there is no `image`. All are imported by their locked digests; a failure of one does not keep the others.',
    mustBe: 'file',
  }),
  repository: text({
    description:
      'Repository in quarantine for `image`, under `upstream/` or `tools/`; `upstream/<host>/<repository>` when absent.',
    form: 'a repository path under `upstream/` or `tools/`',
    parse: parseQuarantineFolder,
  }),
  'update-tag': flag({
    description:
      'Move the tag in quarantine to this digest, for what is published anew every day under one tag. Only for a `repository` under `tools/`; every digest keeps a tag of its own beside it.',
  }),
  'on-moved-tag': choice({
    description:
      'What a tag that no longer points at the digest upstream is: a warning, or a refusal of that image. Where upstream cannot be asked the result says “not checked”.',
    values: ['warn', 'refuse'],
    default: 'warn',
  }),
  parallel: integer({
    description: 'How many images of the lock file are imported at a time.',
    ...{ min: 1, max: 32, default: '8' },
  }),
  'upstream-host': text({
    description:
      'The registry that user and password belong to; no other is given them. The host of `image` when absent, for a lock file `docker.io`.',
  }),
  'upstream-username': text({ description: 'User of the upstream registry, if it wants one.' }),
  'upstream-password': secret({ description: 'Password or token of that user.' }),
});

/** The outputs of import-image. */
export const outputs = defineOutputs({
  image: {
    description:
      'The image in quarantine, pinned: `registry/repository@sha256:…`. Empty with a lock file, see `results`.',
  },
  digest: { description: 'Digest of the image. Empty with a lock file.' },
  status: {
    description:
      '`imported`; `present` when nothing had to be done; `failed` when an image of the lock file is not there.',
  },
  results: {
    description:
      'JSON list, one object an image: `reference`, `digest`, `image` in quarantine, `reason`, `status`, `tag` (`unmoved`, `moved`, `gone`, `not-checked`, `none`), where it applies `tagDigest`, `code` and `problem`.',
  },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;

/** Rules between inputs. */
export function check(values: Inputs): readonly string[] {
  return [...checkSource(values), ...checkUpdate(values), ...checkCredentials(values)];
}

function checkSource({ image, lockFile, repository }: Inputs): readonly string[] {
  if (image === undefined && lockFile === undefined) return ['image, lock-file: one of them is required'];
  if (image !== undefined && lockFile !== undefined)
    return ['image, lock-file: only one of them can be given'];
  if (lockFile === undefined || repository === undefined) return [];
  return ['repository: belongs to `image`; in a lock file write `target` beside the entry'];
}

// Elsewhere a tag says which reviewed digest it stands for, and stays.
function checkUpdate({ updateTag, image, repository }: Inputs): readonly string[] {
  if (!updateTag) return [];
  if (repository?.startsWith('tools/') !== true) return ['update-tag: needs a `repository` under `tools/`'];
  return image?.tag === undefined ? ['update-tag: needs `image` with its tag and its digest'] : [];
}

function checkCredentials(values: Inputs): readonly string[] {
  const hasUser = values.upstreamUsername !== undefined;
  const hasPassword = values.upstreamPassword !== undefined;
  if (hasUser && !hasPassword) return ['upstream-password: is required with upstream-username'];
  if (hasPassword && !hasUser) return ['upstream-username: is required with upstream-password'];
  if (values.upstreamHost === undefined || hasUser) return [];
  return ['upstream-host: says whose user and password are given, and none are'];
}
