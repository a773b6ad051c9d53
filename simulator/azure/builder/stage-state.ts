import type { Tree } from './files/tree.ts';
import type { HistoryEntry, ImageSettings, Layer, PulledImage } from './types.ts';

/** A stage while it is built. */
export interface StageState {
  readonly name?: string;
  readonly index: number;
  readonly files: Tree;
  readonly layers: Layer[];
  readonly history: HistoryEntry[];
  settings: ImageSettings;
  author?: string;
  /** Seconds; every date and mtime that the stage writes. */
  readonly epoch: number;
  /** ARG of this stage, by name. */
  readonly args: Map<string, string>;
  /** CMD of the base is dropped by an own ENTRYPOINT, an own CMD is not. */
  hasOwnCmd: boolean;
  /** Grows with each instruction; its head is what the log calls the image id. */
  chain: string;
}

/** The settings a stage starts with, as a copy that it may change. */
export function copySettings(settings: ImageSettings): ImageSettings {
  return structuredClone(settings);
}

/**
 * The one date of a build, as with SOURCE_DATE_EPOCH (reproducible-builds.org): that argument if it is given, else
 * the base image's creation, else 1970. Nothing depends on when or where the build runs.
 */
export function chooseEpoch(args: ReadonlyMap<string, string>, base: PulledImage | undefined): number {
  const given = Number(args.get('SOURCE_DATE_EPOCH'));
  if (args.has('SOURCE_DATE_EPOCH') && Number.isSafeInteger(given) && given >= 0) return given;
  const created = Date.parse(base?.created ?? '');
  return Number.isNaN(created) ? 0 : Math.floor(created / 1000);
}

/** Values of the stage's variables: ENV outranks ARG. */
export function readVariables(stage: StageState): ReadonlyMap<string, string> {
  const env = (stage.settings.Env ?? []).map((pair) => splitPair(pair));
  return new Map([...stage.args, ...env]);
}

export function splitPair(pair: string): readonly [name: string, value: string] {
  const equals = pair.indexOf('=');
  return equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}
