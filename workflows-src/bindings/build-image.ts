// Written by npm run docs from actions/build-image/src/inputs.ts.

/** Build a container image on a private ACR agent pool, into the quarantine registry. */
export interface BuildImageInputs {
  /** Entra tenant of the registry’s subscription. */
  readonly 'tenant-id': string;
  /** Client id of the build identity (federated with this workflow). */
  readonly 'client-id': string;
  /** ARM resource id of the quarantine registry. */
  readonly 'quarantine-registry': string;
  /** Repository in quarantine that the image is pushed to, e.g. `workload/chain-api`. */
  readonly repository: string;
  /** Tag of the image. Default: the first 12 digits of the context hash (for a Git context, of the commit). Give one when several images are built from one context into one repository. */
  readonly tag?: string;
  /** Agent pool of the registry that the build runs on. */
  readonly 'agent-pool': string;
  /** Folder of the workspace, or a public Git URL `https://host/path.git#<branch, tag or commit>:<folder>`, which is pinned to the commit. */
  readonly context?: string;
  /** Dockerfile, relative to the context. */
  readonly dockerfile?: string;
  /** Platform to build for: `linux/amd64`, `linux/arm64` or `linux/arm/v7`. */
  readonly platform?: string;
  /** Stage of the Dockerfile to end with. Default: the last one. */
  readonly target?: string;
  /** Build arguments, one `NAME=value` a line. */
  readonly 'build-args'?: string;
  /** Build arguments that ACR keeps out of its answers and logs, one `NAME=value` a line. The value takes no part in finding an earlier run. */
  readonly 'secret-build-args'?: string;
  /** How long the build may take, and how long it may wait for an instance before. */
  readonly timeout?: string;
  /** File to save the log to. Default: a file in the runner’s temporary folder. */
  readonly 'log-file'?: string;
}

/** The outputs of build-image by the names that expressions use. */
export const buildImageOutputs = [
  'digest',
  'image',
  'status',
  'run-id',
  'log-path',
  'base-digests',
  'context-hash',
  'commit',
  'started-at',
  'finished-at',
] as const;
