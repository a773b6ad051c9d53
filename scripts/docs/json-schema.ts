import type * as v from 'valibot';

type Json = Readonly<Record<string, unknown>>;

const scalars: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

/** What is read of a valibot schema or of one step of its pipe. */
interface Part {
  readonly type: string;
  readonly pipe?: readonly Part[];
  readonly entries?: Readonly<Record<string, Part>>;
  readonly item?: Part;
  readonly wrapped?: Part;
  readonly default?: unknown;
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
  readonly value?: unknown;
  readonly requirement?: unknown;
  readonly description?: string;
}

/** A JSON Schema of draft 7, which editors read, from the parts of valibot that our file formats use; others throw. */
export function toJsonSchema(schema: v.GenericSchema, title: string): Json {
  if (!isPart(schema)) throw new TypeError('no valibot schema');
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...convert(schema) };
}

function convert(part: Part): Json {
  const base = convertType(part);
  return listSteps(part).reduce<Json>((all, step) => ({ ...all, ...convertStep(step, base) }), base);
}

function convertType(part: Part): Json {
  if (scalars.has(part.type)) return { type: part.type };
  switch (part.type) {
    case 'picklist':
      return { enum: part.options };
    case 'record':
      return { type: 'object', additionalProperties: convert(takeValue(part.value)) };
    case 'literal':
      return { const: part.literal };
    case 'array':
      return { type: 'array', items: convert(take(part.item)) };
    case 'optional':
      return { ...convert(take(part.wrapped)), ...convertDefault(part) };
    case 'strict_object':
      return convertObject(part.entries ?? {});
    default:
      throw new Error(`there is no JSON Schema for "${part.type}" yet`);
  }
}

function convertDefault(part: Part): Json {
  return part.default === undefined ? {} : { default: part.default };
}

function convertObject(entries: Readonly<Record<string, Part>>): Json {
  const all = Object.entries(entries);
  return {
    type: 'object',
    properties: Object.fromEntries(all.map(([name, part]) => [name, convert(part)])),
    required: all.filter(([, { type }]) => type !== 'optional').map(([name]) => name),
    additionalProperties: false,
  };
}

function convertStep({ type, requirement, description }: Part, base: Json): Json {
  const unit = base['type'] === 'array' ? 'Items' : 'Length';
  const words: Readonly<Record<string, Json>> = {
    description: { description },
    regex: { pattern: requirement instanceof RegExp ? requirement.source : '' },
    non_empty: { [`min${unit}`]: 1 },
    min_length: { [`min${unit}`]: requirement },
    max_length: { [`max${unit}`]: requirement },
    integer: { type: 'integer' },
    iso_timestamp: { format: 'date-time' },
    min_value: { minimum: requirement },
    max_value: { maximum: requirement },
    // What code does has no word in a JSON Schema.
    trim: {},
    check: {},
  };
  const found = Object.hasOwn(words, type) ? words[type] : undefined;
  if (found === undefined) throw new Error(`there is no JSON Schema for "${type}" yet`);
  return found;
}

// The first of a pipe is the schema itself, which may bring a pipe of its own.
function listSteps({ pipe = [] }: Part): readonly Part[] {
  const [first, ...rest] = pipe;
  return [...(first?.pipe === undefined ? [] : listSteps(first)), ...rest];
}

function take(part: Part | undefined): Part {
  if (part !== undefined) return part;
  throw new TypeError('a schema without the part that its kind has');
}

function takeValue(value: unknown): Part {
  if (isPart(value)) return value;
  throw new TypeError('a record without the schema of its values');
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
