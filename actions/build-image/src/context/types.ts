import type { Digest } from '../../../../lib/domain/image/index.ts';

/** A folder of the workspace, hashed. */
export interface LocalContext {
  readonly kind: 'local';
  readonly hash: Digest;
  /** Relative to the context. */
  readonly dockerfilePath: string;
  readonly dockerfileText: string;
  /** The gzipped archive to upload; can be asked for again. Each piece is valid until the next is asked for. */
  readonly open: () => AsyncIterable<Uint8Array>;
}

/** A folder of a Git repository at one commit, which the agent fetches by itself. */
export interface GitContext {
  readonly kind: 'git';
  /** The digest of `location`: the commit in it stands for the content. */
  readonly hash: Digest;
  readonly dockerfilePath: string;
  readonly dockerfileText: string;
  readonly commit: string;
  /** `url#<commit>:<folder>`. */
  readonly location: string;
}

/** What is built. */
export type BuildContext = LocalContext | GitContext;
