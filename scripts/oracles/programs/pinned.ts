/** Modules that more than one judge stands on, in one version. */
export const cranePackage = {
  module: 'github.com/google/go-containerregistry/cmd/crane',
  version: 'v0.22.1',
} as const;
