import type * as v from 'valibot';

type Json = Readonly<Record<string, unknown>>;

/** What is read of a valibot schema or of one step of its pipe. */
interface Part {
  readonly type: string;
  readonly pipe?: readonly Part[];
  readonly entries?: Readonly<Record<string, Part>>;
  readonly item?: Part;
  readonly wrapped?: Part;
  readonly literal?: unknown;
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
  switch (part.type) {
    case 'string':
      return { type: 'string' };
    case 'literal':
      return { const: part.literal };
    case 'array':
      return { type: 'array', items: convert(take(part.item)) };
    case 'optional':
      return convert(take(part.wrapped));
    case 'strict_object':
      return convertObject(part.entries ?? {});
    default:
      throw new Error(`there is no JSON Schema for "${part.type}" yet`);
  }
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
  switch (type) {
    case 'description':
      return { description };
    case 'regex':
      return { pattern: requirement instanceof RegExp ? requirement.source : '' };
    case 'non_empty':
      return { [`min${unit}`]: 1 };
    case 'min_length':
      return { [`min${unit}`]: requirement };
    case 'max_length':
      return { [`max${unit}`]: requirement };
    default:
      throw new Error(`there is no JSON Schema for "${type}" yet`);
  }
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

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
