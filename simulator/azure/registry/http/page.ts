/** One page of a list, and the query of the next. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** Without `n` a list is cut here (ACR's own default for its lists). */
const defaultItems = 100;

/** Cuts by `n` and `last` (distribution-spec 1.1, "Content Discovery"); `keyOf` is what `last` names. */
export function cutPage<T>(
  all: readonly T[],
  query: URLSearchParams,
  options: {
    readonly keyOf: (item: T) => string;
    readonly isSorted: boolean;
    readonly defaultItems?: number;
  },
): Page<T> {
  const count = readCount(query.get('n')) ?? options.defaultItems ?? defaultItems;
  const last = query.get('last');
  const start = last === null || last === '' ? 0 : findStart(all, last, options);
  const items = all.slice(start, start + count);
  const end = items.at(-1);
  if (end === undefined || start + count >= all.length) return { items };
  const next = new URLSearchParams({ last: options.keyOf(end), n: String(count) });
  next.set('orderby', query.get('orderby') ?? '');
  return { items, next: next.toString() };
}

function findStart<T>(
  all: readonly T[],
  last: string,
  options: { readonly keyOf: (item: T) => string; readonly isSorted: boolean },
): number {
  const after = options.isSorted
    ? all.findIndex((item) => options.keyOf(item) > last)
    : all.findIndex((item) => options.keyOf(item) === last) + 1;
  return after === -1 ? all.length : after;
}

function readCount(text: string | null): number | undefined {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
