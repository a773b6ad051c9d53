/** A signature line of a commit. */
export interface Signature {
  readonly name: string;
  readonly email: string;
}

/** A file to write; `null` removes it. */
export type FileContent =
  string | Uint8Array | { readonly content: string | Uint8Array; readonly isExecutable: boolean } | null;

/** One commit to make: the files replace those of the same path; `null` removes one. */
export interface CommitOrder {
  readonly branch: string;
  readonly message: string;
  readonly author: Signature;
  readonly committer: Signature;
  readonly files: Readonly<Record<string, FileContent>>;
  /** Parents; default: the branch's tip, or main's for a new branch. Two parents make a merge. */
  readonly parents?: readonly string[];
}

/** A commit of a tree that is there already, on no branch yet. */
export interface TreeCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Signature & { readonly date?: string };
  readonly committer: Signature;
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

/** An entry of a tree; `size` is that of a blob. */
export interface TreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly path: string;
  readonly size: number;
}

/** Which part of a history is wanted. */
export interface LogLimits {
  readonly skip: number;
  readonly max: number;
  /** Only commits that change this path, or something below it. */
  readonly path?: string | undefined;
  /** Only commits not after, or not before, this time (RFC 3339). */
  readonly until?: string | undefined;
  readonly since?: string | undefined;
}

/** Real bare git repositories in the state folder; dates come from the simulated clock. */
export interface GitRepositories {
  folderOf(fullName: string): string;
  exists(fullName: string): Promise<boolean>;
  create(fullName: string): Promise<void>;
  /** A copy with all branches, as a fork is. */
  fork(from: string, to: string): Promise<void>;
  /** Brings a branch of one repository into another under a ref of any name. */
  fetch(order: FetchOrder): Promise<void>;
  commit(fullName: string, order: CommitOrder): Promise<string>;
  commitTree(fullName: string, order: TreeCommit): Promise<string>;
  /** The tree of a three-way merge, undefined where it conflicts. */
  mergeTree(fullName: string, order: MergeOrder): Promise<string | undefined>;
  /** Points a ref at a commit; undefined removes it. */
  setRef(fullName: string, ref: string, sha: string | undefined): Promise<void>;
  /** Commits by their full ref names. */
  refs(fullName: string, prefix: string): Promise<ReadonlyMap<string, string>>;
  tip(fullName: string, ref: string): Promise<string | undefined>;
  /** Commits reachable from `range` (a commit or `base..head`), newest first. */
  log(fullName: string, range: string, limits: LogLimits): Promise<readonly GitCommit[]>;
  count(
    fullName: string,
    range: string,
    limits?: Pick<LogLimits, 'path' | 'until' | 'since'>,
  ): Promise<number>;
  mergeBase(fullName: string, one: string, other: string): Promise<string | undefined>;
  /** Files that `head` has otherwise than the merge base with `base`, by `A`, `M`, `D` and the like. */
  changedPaths(fullName: string, base: string, head: string): Promise<ReadonlyMap<string, string>>;
  /** Lines more and fewer by file, as {@link changedPaths} compares. */
  countLines(
    fullName: string,
    base: string,
    head: string,
  ): Promise<ReadonlyMap<string, { readonly additions: number; readonly deletions: number }>>;
  /** What a path is in a commit; the root for ''. */
  findEntry(fullName: string, commit: string, path: string): Promise<TreeEntry | undefined>;
  listEntries(fullName: string, tree: string): Promise<readonly TreeEntry[]>;
  readBlob(fullName: string, sha: string): Promise<Uint8Array>;
  /** A clone with its work tree at `ref`. */
  checkout(fullName: string, ref: string, folder: string): Promise<void>;
  /** The tree of a commit as an uncompressed tar. */
  archive(fullName: string, commit: string): AsyncIterable<Uint8Array>;
}

export interface FetchOrder {
  readonly from: string;
  readonly branch: string;
  readonly to: string;
  readonly ref: string;
}

/** The commits of a three-way merge. */
export interface MergeOrder {
  readonly base: string;
  readonly into: string;
  readonly from: string;
}
