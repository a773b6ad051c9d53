const maxQuotedCharacters = 300;

/** Foreign text made fit for a message: one line, no control characters, bounded length. */
export function quote(text: string): string {
  const line = text.replace(/\p{C}/gu, '\u{fffd}');
  return line.length <= maxQuotedCharacters ? line : `${line.slice(0, maxQuotedCharacters)}…`;
}
