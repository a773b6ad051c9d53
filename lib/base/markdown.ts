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

/** A path for the address of a link: nothing in it can end the link, leave its folder by `?` or `#`, or be no URL. */
export function encodePath(path: string): string {
  const segments = path.toWellFormed().split('/').map(encodeURIComponent);
  // What RFC 3986 lets stand and Markdown reads: a bracket ends the address, a quotation mark opens its title.
  return segments
    .join('/')
    .replaceAll(/[!'()*~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
