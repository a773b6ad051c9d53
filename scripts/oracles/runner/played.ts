/** How a job ended in one of the two runners. */
export interface PlayedJob {
  readonly result: string;
  /** What its programs printed, line by line; job outputs show where later jobs print them. */
  readonly lines: readonly string[];
}

/** Jobs by id and matrix values, `build (api, 8080)`. */
export type Played = ReadonlyMap<string, PlayedJob>;
