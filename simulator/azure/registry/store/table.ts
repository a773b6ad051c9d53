/** A plain JSON object whose keys come from outside; `__proto__` is a valid tag, so entries are own properties only. */
export type Table<T> = Record<string, T>;

export function findEntry<T>(table: Table<T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

export function setEntry<T>(table: Table<T>, key: string, value: T): void {
  Object.defineProperty(table, key, { value, writable: true, enumerable: true, configurable: true });
}

export function removeEntry(table: Table<unknown>, key: string): void {
  Reflect.deleteProperty(table, key);
}
