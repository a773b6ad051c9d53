/** Go's regular expression syntax, as moby's translation of a pattern uses it, in the stricter syntax of JavaScript's `u` flag. */
export function translateExpression(source: string): string {
  const characters = [...source];
  let isInClass = false;
  let result = '';
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '\\') {
      at += 1;
      result += escapeCharacter(characters[at] ?? '');
    } else if (isInClass) {
      isInClass = character !== ']';
      result += character === '[' ? '\\[' : character;
    } else {
      isInClass = character === '[';
      // A closing bracket by itself is literal in Go and an error under the `u` flag.
      result += character === ']' ? '\\]' : character;
    }
  }
  return result;
}

// Letters after a backslash keep Go's meaning (`\d`), since moby hands them through; all else is the character itself.
function escapeCharacter(character: string): string {
  if (/[A-Za-z0-9]/.test(character)) return `\\${character}`;
  return /[$^\\.*+?()[\]{}|/-]/.test(character) ? `\\u{${character.charCodeAt(0).toString(16)}}` : character;
}
