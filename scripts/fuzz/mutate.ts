import type { Random } from './random.ts';

/** Values that programs stumble over. */
const odd: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1e308, 0.5, '', ' ', '*', '\u0000', '\u202e', 'a'.repeat(5000)],
  ...[[], {}, [[]], [null], { length: -1 }, '__proto__', '0001-01-01T00:00:00Z', '9999-12-31', 'NaN'],
  ...[
    'CRITICAL',
    'critical ',
    'High',
    'UNKNOWN',
    'none',
    'any',
    'fixed',
    'affected',
    'sha256:',
    'pkg:npm/x@1',
  ],
];

/** A copy of a JSON value with one thing in it changed. */
export function mutateJson(value: unknown, random: Random): unknown {
  const copy: unknown = structuredClone(value);
  const holders = listHolders(copy);
  if (holders.length === 0) return random.pick(odd);
  const holder = random.pick(holders);
  if (Array.isArray(holder)) mutateList(holder, random);
  else mutateRecord(holder, random);
  return copy;
}

/** A copy of a text with a few characters changed, taken out, doubled, or with its end cut off. */
export function mutateText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + 1 + random.below(8));
  switch (random.below(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(to);
    case 2:
      return text.slice(0, to) + text.slice(at);
    case 3:
      return (
        text.slice(0, at) +
        random.pick(['"', '{', ']', ',', ':', '\n', '\\', '*', '&', '-', '0']) +
        text.slice(at)
      );
    default:
      return text.slice(0, at) + String.fromCharCode(random.below(0x3000)) + text.slice(to);
  }
}

type Holder = unknown[] | Record<string, unknown>;

function listHolders(root: unknown): readonly Holder[] {
  const found: Holder[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    const children: readonly unknown[] = Object.values(value);
    if (children.length > 0 && isHolder(value)) found.push(value);
    open.push(...children);
  }
  return found;
}

function isHolder(value: object): value is Holder {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

function mutateList(list: unknown[], random: Random): void {
  const at = random.below(list.length);
  const [first, second] = [list[at], list[random.below(list.length)]];
  switch (random.below(4)) {
    case 0:
      list.splice(at, 1);
      return;
    case 1:
      list.push(structuredClone(first));
      return;
    case 2:
      list[at] = second;
      return;
    default:
      list[at] = random.pick(odd);
  }
}

function mutateRecord(record: Record<string, unknown>, random: Random): void {
  const names = Object.keys(record);
  const name = random.pick(names);
  switch (random.below(5)) {
    case 0:
      delete record[name];
      return;
    case 1:
      record[random.pick(names)] = record[name];
      return;
    case 2:
      record[`${name}${random.pick(['', ' ', 's', 'X'])}`] = random.pick(odd);
      return;
    case 3:
      record[name] = nudge(record[name], random);
      return;
    default:
      record[name] = random.pick(odd);
  }
}

// Near misses go deeper than nonsense: they still have the right shape.
function nudge(value: unknown, random: Random): unknown {
  if (typeof value === 'number') return value + random.pick([-1, 1, 0.1, 1e6]);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return nudgeText(value, random);
  return random.pick(odd);
}

function nudgeText(text: string, random: Random): string {
  const year = /^\d{4}-/.exec(text);
  if (year !== null) return `${2020 + random.below(10)}-${text.slice(5)}`;
  return random.pick([
    text.toUpperCase(),
    text.toLowerCase(),
    ` ${text} `,
    `${text}1`,
    text.slice(1),
    text.slice(0, -1),
  ]);
}
