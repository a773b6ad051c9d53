/** A place in a file, 1-based. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Names a key of the policy, from the outside in. */
export type KeyPath = readonly (string | number)[];
/** Where a key stands in the file. */
export type Locate = (path: KeyPath) => Place;
