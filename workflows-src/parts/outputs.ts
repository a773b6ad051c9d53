/** What build.yml tells about a build, for its provenance. */
export const buildOutputs = {
  image: 'The image in quarantine, pinned: `registry/repository@sha256:…`.',
  digest: 'Digest of the image.',
  'run-id': 'Id of the run in ACR Tasks.',
  'context-hash': 'SHA-256 of the build context.',
  'base-digests': 'The base images and their digests, as JSON.',
  'started-at': 'When the build was started.',
  'finished-at': 'When the build ended.',
} as const;
