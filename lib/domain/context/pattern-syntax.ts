/**
 * Whether Go's `path.Match` accepts the pattern: moby refuses the whole file otherwise.
 * https://pkg.go.dev/path#Match
 */
export function isWellFormedPattern(pattern: string): boolean {
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at += 1) {
    if (characters[at] === '\\') at += 1;
    else if (characters[at] === '[') at = findClassEnd(characters, at);
    if (at >= characters.length) return false;
  }
  return true;
}

// Answers the place of the closing bracket, or one past the end when the class is malformed.
function findClassEnd(characters: readonly string[], start: number): number {
  const malformed = characters.length;
  let at = characters[start + 1] === '^' ? start + 2 : start + 1;
  for (let ranges = 0; ; ranges += 1) {
    if (characters[at] === ']' && ranges > 0) return at;
    const low = skipClassCharacter(characters, at);
    if (low === undefined) return malformed;
    at = low;
    if (characters[at] !== '-') continue;
    const high = skipClassCharacter(characters, at + 1);
    if (high === undefined) return malformed;
    at = high;
  }
}

function skipClassCharacter(characters: readonly string[], at: number): number | undefined {
  const character = characters[at];
  if (character === undefined || character === '-' || character === ']') return undefined;
  const next = character === '\\' ? at + 2 : at + 1;
  return next < characters.length ? next : undefined;
}
