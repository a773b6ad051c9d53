/** A part of a blob; `end` is inclusive. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** One byte range of a `Range` header (RFC 9110 §14.1.2), or undefined when the whole is to be sent. */
export function readRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const range = first === '' ? cutEnd(Number(last), size) : cutFrom(Number(first), last, size);
  return range.start > range.end ? 'unsatisfiable' : range;
}

function cutEnd(count: number, size: number): ByteRange {
  return { start: Math.max(0, size - count), end: size - 1 };
}

function cutFrom(start: number, last: string, size: number): ByteRange {
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
