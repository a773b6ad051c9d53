import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isUnionType,
} from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';
import type { Bench } from '../bench/bench.ts';
import { fromNpmFile } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

const own = new URL('../../../simulator/github/graphql/schema.graphql', import.meta.url);

/** GitHub's GraphQL schema as it is published: ours is a part of it. */
export const judge: Judge = {
  floor: 'GitHub',
  name: 'GraphQL schema',
  program: fromNpmFile({ package: '@octokit/graphql-schema', version: '15.26.1', file: 'schema.graphql' }),
  cases: [
    {
      name: 'every type is one of GitHub’s, of the same kind',
      run: async (bench) => {
        const { ours, theirs } = await readBoth(bench);
        const kinds = (schema: GraphQLSchema) =>
          ours.map(({ name }) => `${name} ${schema.getType(name)?.constructor.name ?? 'absent'}`);
        assert.deepEqual(kinds(theirs.ours), kinds(theirs.published));
      },
    },
    { name: 'every field has GitHub’s type and nullability', run: (bench) => compare(bench, listFields) },
    {
      name: 'every argument and input has GitHub’s type and default',
      run: (bench) => compare(bench, listInputs),
    },
    {
      name: 'every enum, union and interface has members of GitHub’s',
      run: (bench) => compare(bench, listMembers),
    },
  ],
};

async function readBoth({ file }: Bench) {
  const schema = buildSchema(await readFile(own, 'utf8'));
  const published = buildSchema(await readFile(file, 'utf8'), { assumeValid: true });
  const ours = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  return { ours, theirs: { ours: schema, published } };
}

type Lister = (type: GraphQLNamedType) => readonly string[];

// What we have must be among what GitHub has.
async function compare(bench: Bench, list: Lister): Promise<void> {
  const { ours, theirs } = await readBoth(bench);
  const invented = ours.flatMap((type) => {
    const published = theirs.published.getType(type.name);
    const known = new Set(published === undefined ? [] : list(published));
    return list(type).filter((line) => !known.has(line));
  });
  assert.deepEqual(invented, []);
  assert.notEqual(ours.flatMap(list).length, 0);
}

function listFields(type: GraphQLNamedType): readonly string[] {
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).map((field) => `${type.name}.${field.name}: ${String(field.type)}`);
}

function listInputs(type: GraphQLNamedType): readonly string[] {
  const toLine = (place: string, input: { name: string; type: unknown; defaultValue?: unknown }) =>
    `${place}.${input.name}: ${String(input.type)} = ${JSON.stringify([input.defaultValue])}`;
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((each) => toLine(type.name, each));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.map((each) => toLine(`${type.name}.${field.name}`, each)),
  );
}

function listMembers(type: GraphQLNamedType): readonly string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name} ${name}`);
  if (isUnionType(type)) return type.getTypes().map(({ name }) => `${type.name} ${name}`);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return type.getInterfaces().map(({ name }) => `${type.name} ${name}`);
}
