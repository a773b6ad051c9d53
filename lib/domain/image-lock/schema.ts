import * as v from 'valibot';

/** The name that the file has at the root of a repository. */
export const lockFileName = 'images.lock.yaml';

/** The most entries of one file; every one of them costs an import. */
const maxLockEntries = 500;

const line = v.pipe(
  v.string(),
  v.nonEmpty('is empty'),
  v.maxLength(500),
  v.regex(/^[^\r\n]*$/, 'is one line'),
);

const Entry = v.strictObject({
  reference: v.pipe(
    line,
    v.description(
      'The upstream image with its tag, `host/repository:tag`. Docker Hub’s short names are understood.',
    ),
  ),
  digest: v.pipe(
    v.string(),
    v.regex(/^sha256:[0-9a-f]{64}$/, 'is no digest: `sha256:` and 64 lower-case hex digits'),
    v.description('What is imported, whatever the tag points at by then. Written by `npm run images-lock`.'),
  ),
  reason: v.pipe(line, v.description('Why the image is needed: what would not run without it.')),
  target: v.optional(
    v.pipe(
      line,
      v.description(
        'Repository in quarantine, under `upstream/` or `tools/`; `upstream/<host>/<repository>` when absent.',
      ),
    ),
  ),
  platforms: v.optional(
    v.pipe(
      v.array(
        v.pipe(v.string(), v.regex(/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/, 'is no `os/architecture`')),
      ),
      v.description('Platforms that the image has to have, e.g. `linux/amd64`; it is refused without them.'),
    ),
  ),
});

/** `images.lock.yaml` as it is written, before references are read and entries compared. */
export const LockFile = v.strictObject({
  version: v.pipe(v.literal(1, 'is not 1'), v.description('Of this format.')),
  images: v.pipe(
    v.array(Entry),
    v.minLength(1, 'is empty'),
    v.maxLength(maxLockEntries, `has more than ${maxLockEntries} entries`),
    v.description('The upstream images that quarantine is to hold.'),
  ),
});

export type LockFile = v.InferOutput<typeof LockFile>;
