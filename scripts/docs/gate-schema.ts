import { policySchema } from '../../lib/domain/gate/index.ts';
import type { Generated } from './generated.ts';

/** `gate.schema.json`: what an editor checks `gate.yaml` by, from the schema that reads it. */
export function listGateSchema(): Generated {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Written by npm run docs from lib/domain/gate/schema.ts; do not edit.',
    title: 'Gate policy',
    ...convert(policySchema),
  };
  return { path: 'gate.schema.json', content: JSON.stringify(schema, null, 2) };
}

// A schema of the schema library, as far as the policy uses it; whatever is new there must be added here.
interface Node {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Node>>;
  readonly wrapped?: Node;
  readonly default?: unknown;
  readonly item?: Node;
  readonly value?: unknown;
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
  readonly requirement?: unknown;
  readonly description?: string;
  readonly pipe?: readonly Node[];
}

type Json = Record<string, unknown>;

function convert(node: Node): Json {
  const [first, ...actions] = node.pipe ?? [node];
  if (first === undefined) throw new Error('an empty pipe');
  if (first.pipe !== undefined && first !== node) return { ...convert(first), ...convertActions(actions) };
  return { ...convertBare(first), ...convertActions(actions) };
}

function convertBare(node: Node): Json {
  switch (node.type) {
    case 'strict_object':
      return convertObject(node.entries ?? {});
    case 'optional':
      return convertOptional(node);
    case 'array':
      return { type: 'array', items: convertPart(node.item) };
    case 'record':
      return { type: 'object', additionalProperties: convertPart(node.value) };
    case 'picklist':
      return { enum: node.options };
    case 'literal':
      return { const: node.literal };
    case 'string':
    case 'number':
    case 'boolean':
      return { type: node.type };
    default:
      throw new Error(`gate.schema.json: "${node.type}" is not converted yet`);
  }
}

function convertObject(entries: Readonly<Record<string, Node>>): Json {
  const pairs = Object.entries(entries);
  const required = pairs.filter(([, entry]) => !isOptional(entry)).map(([name]) => name);
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(pairs.map(([name, entry]) => [name, convert(entry)])),
    ...(required.length === 0 ? {} : { required }),
  };
}

function convertOptional(node: Node): Json {
  const isPlain = node.default !== undefined && JSON.stringify(node.default) !== '{}';
  return { ...convertPart(node.wrapped), ...(isPlain ? { default: node.default } : {}) };
}

function convertPart(part: unknown): Json {
  if (!isNode(part)) throw new Error('gate.schema.json: a part is no schema');
  return convert(part);
}

function convertActions(actions: readonly Node[]): Json {
  return Object.assign({}, ...actions.map(convertAction)) as Json;
}

function convertAction(action: Node): Json {
  switch (action.type) {
    case 'description':
      return { description: action.description };
    case 'min_length':
      return { minLength: action.requirement };
    case 'max_length':
      return { maxLength: action.requirement };
    case 'min_value':
      return { minimum: action.requirement };
    case 'max_value':
      return { maximum: action.requirement };
    case 'integer':
      return { type: 'integer' };
    case 'regex':
      return { pattern: action.requirement instanceof RegExp ? action.requirement.source : undefined };
    // Trimming and checks by code have no word in a JSON schema.
    case 'trim':
    case 'check':
      return {};
    default:
      return isNode(action) ? convert(action) : {};
  }
}

function isOptional(node: Node): boolean {
  return node.type === 'optional' || node.pipe?.[0]?.type === 'optional';
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
