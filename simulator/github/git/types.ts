/** A signature line of a commit. */
export interface Signature {
  readonly name: string;
  readonly email: string;
}

/** One commit to make: the files replace those of the same path; `null` removes one. */
export interface CommitOrder {
  readonly branch: string;
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  /** Parents; default: the branch's tip, or main's for a new branch. Two parents make a merge. */
  readonly parents?: readonly string[];
}

/** A commit as git knows it; dates are RFC 3339. */
export interface GitCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature & { readonly date: string };
  readonly committer: Signature & { readonly date: string };
  readonly message: string;
}

/** Real bare git repositories in the state folder; dates come from the simulated clock. */
export interface GitRepositories {
  folderOf(fullName: string): string;
  exists(fullName: string): Promise<boolean>;
  create(fullName: string): Promise<void>;
  commit(fullName: string, order: CommitOrder): Promise<string>;
  tip(fullName: string, ref: string): Promise<string | undefined>;
  /** Commits reachable from `range` (a commit or `base..head`), newest first. */
  log(
    fullName: string,
    range: string,
    limits: { readonly skip: number; readonly max: number },
  ): Promise<readonly GitCommit[]>;
  count(fullName: string, range: string): Promise<number>;
  mergeBase(fullName: string, one: string, other: string): Promise<string | undefined>;
  /** Files that `head` has otherwise than the merge base with `base`; null where it removed one. */
  changedFiles(fullName: string, base: string, head: string): Promise<Record<string, Uint8Array | null>>;
  /** A clone with its work tree at `ref`. */
  checkout(fullName: string, ref: string, folder: string): Promise<void>;
  /** The tree of a commit as an uncompressed tar. */
  archive(fullName: string, commit: string): AsyncIterable<Uint8Array>;
}
