const tokens = /["{}[\],]/g;

/**
 * A key that stands twice in one object of a JSON text, however it is spelled; undefined when there is none. Readers
 * differ in which of the two they take (RFC 8259 §4), so a text that is signed or reviewed must not have any. The text
 * has been parsed before: what is no JSON is not looked for.
 */
export function findRepeatedKey(text: string): string | undefined {
  const objects = new Objects();
  tokens.lastIndex = 0;
  for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
    if (match[0] !== '"') {
      objects.see(match[0]);
      continue;
    }
    const end = findEnd(text, match.index);
    const repeated = objects.seeText(text.slice(match.index, end + 1));
    if (repeated !== undefined) return repeated;
    tokens.lastIndex = end + 1;
  }
  return undefined;
}

class Objects {
  // Undefined stands for a list.
  readonly #open: (Set<string> | undefined)[] = [];
  #isKey = false;

  see(token: string): void {
    this.#isKey = token === '{' || (token === ',' && this.#open.at(-1) !== undefined);
    if (token === '{' || token === '[') this.#open.push(token === '{' ? new Set() : undefined);
    if (token === '}' || token === ']') this.#open.pop();
  }

  /** The key when it was seen before in the same object. */
  seeText(token: string): string | undefined {
    const keys = this.#isKey ? this.#open.at(-1) : undefined;
    this.#isKey = false;
    return keys === undefined ? undefined : addKey(keys, token);
  }
}

function addKey(keys: Set<string>, token: string): string | undefined {
  const key = String(JSON.parse(token));
  if (keys.has(key)) return key;
  keys.add(key);
  return undefined;
}

function findEnd(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text[at - 1 - count] === '\\') count += 1;
  return count % 2 === 1;
}
