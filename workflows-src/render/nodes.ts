import { isMap, isScalar, Scalar } from 'yaml';

/** A mapping without the keys that have no value. */
export function block(entries: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

/** A value with a comment behind it. */
export function commented(value: string, comment: string): Scalar<string> {
  const scalar = new Scalar(value);
  scalar.comment = ` ${comment}`;
  return scalar;
}

/** A script, written as it is read. */
export function literal(script: string): Scalar<string> {
  const scalar = new Scalar(script.endsWith('\n') ? script : `${script}\n`);
  scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}

/** Puts an empty line between the entries of a mapping. */
export function setApart(node: unknown): void {
  if (!isMap(node)) return;
  for (const { key } of node.items.slice(1)) {
    if (isScalar(key)) key.spaceBefore = true;
  }
}
