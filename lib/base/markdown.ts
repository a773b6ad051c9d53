// In a code span only the back-tick ends it, in a cell the bar (GitHub Flavored Markdown 4.10, 6.1). Neither can be
// escaped for certain: a backslash before the bar may itself stand behind one.
const lookAlikes: ReadonlyMap<string, string> = new Map([
  ['`', 'ˋ'],
  ['|', '¦'],
]);

/** A value as inline code for a cell of a table, on one line; nothing in it can end the code or the cell. */
export function renderCode(value: string): string {
  const line = value.replaceAll(/[\r\n]+/g, ' ');
  return `\`${line.replaceAll(/[`|]/g, (mark) => lookAlikes.get(mark) ?? ' ')}\``;
}

/** Foreign text as plain text on one line: nothing in it is read as Markdown or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[\\*_[\]<>|#`~]/g, '\\$&');
}
