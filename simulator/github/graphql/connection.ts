import { GraphqlError } from './errors.ts';

/** Which part of a list is wanted. https://docs.github.com/graphql/guides/using-pagination-in-the-graphql-api */
export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

const maxPage = 100;

/** A part of a list, as a connection. */
export function connect<T>(all: readonly T[], wanted: PageArguments) {
  return {
    totalCount: all.length,
    // A count alone needs no boundary.
    nodes: () => {
      const [from, to] = readBounds(all.length, wanted);
      return all.slice(from, to);
    },
    pageInfo: () => {
      const [from, to] = readBounds(all.length, wanted);
      return { hasNextPage: to < all.length, endCursor: to > from ? writeCursor(to) : null };
    },
  };
}

function readBounds(
  total: number,
  { first, last, after, before }: PageArguments,
): readonly [from: number, to: number] {
  const size = first ?? last;
  if (typeof size !== 'number')
    throw new GraphqlError('MISSING_PAGINATION_BOUNDARIES', 'You must provide a `first` or `last` value');
  if (size < 0 || size > maxPage)
    throw new GraphqlError(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records exceeds the limit of ${maxPage}`,
    );
  const start = typeof after === 'string' ? readCursor(after) : 0;
  const end = typeof before === 'string' ? readCursor(before) - 1 : total;
  if (typeof first === 'number') return [start, Math.min(start + size, end)];
  return [Math.max(start, end - size), end];
}

function writeCursor(position: number): string {
  return Buffer.from(`cursor:${position}`).toString('base64');
}

function readCursor(cursor: string): number {
  const position = /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (position === undefined)
    throw new GraphqlError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` is no cursor`);
  return Number(position);
}
