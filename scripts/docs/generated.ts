/** A file that is written, wholly or between markers, from another source. */
export interface Generated {
  /** Relative to the root of the project. */
  readonly path: string;
  readonly content: string;
}

/** Puts `block` between the marker lines that `name` names. Throws when a marker is missing. */
export function replaceBlock(text: string, name: string, block: string): string {
  const start = text.search(new RegExp(`^.*\\b${name}:start\\b.*$`, 'm'));
  const end = text.search(new RegExp(`^.*\\b${name}:end\\b.*$`, 'm'));
  if (start < 0 || end < start) throw new Error(`the markers ${name}:start and ${name}:end are not there`);
  const afterStart = text.indexOf('\n', start) + 1;
  return `${text.slice(0, afterStart)}${block}${text.slice(end)}`;
}
