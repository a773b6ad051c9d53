import { readFileSync } from 'node:fs';
import {
  GraphQLError,
  OperationTypeNode,
  OverlappingFieldsCanBeMergedRule,
  buildSchema,
  execute,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import * as v from 'valibot';
import { readBody } from '../rest/body.ts';
import type { Responder } from '../rest/respond.ts';
import { toRefusal } from './errors.ts';
import { createMutations } from './mutations.ts';
import { createQueries } from './repository.ts';
import type { GraphqlCall } from './types.ts';

const Query = v.object({
  query: v.string(),
  variables: v.nullish(v.record(v.string(), v.unknown()), {}),
  operationName: v.nullish(v.string()),
});

// GitHub answers queries that give a name to fields of different nullability, as those of gh.
const rules = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule);

let opened: GraphQLSchema | undefined;

/**
 * `POST /graphql` with the fields of `schema.graphql`, which is a part of GitHub's own schema; any other field is an
 * error that names it. https://docs.github.com/graphql/guides/forming-calls-with-graphql
 */
export async function answerGraphql(
  request: Request,
  { respond, ...call }: GraphqlCall & { readonly respond: Responder },
): Promise<Response> {
  const { query, variables, operationName } = await readBody(request, Query);
  const document = readQuery(query);
  if (!('kind' in document)) return respond.json({ errors: document.map(renderProblem) });
  const isMutation = getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION;
  const result = await execute({
    ...{ schema: readSchema(), document, variableValues: variables, operationName },
    rootValue: isMutation ? createMutations(call) : createQueries(call),
  });
  return respond.json(renderResult(result));
}

function readSchema(): GraphQLSchema {
  return (opened ??= buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8')));
}

function readQuery(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const problems = validate(readSchema(), document, rules);
    return problems.length === 0 ? document : problems;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

// Programs such as gh know GitHub's own words for a field that is not there.
function renderProblem({ message, locations }: GraphQLError) {
  const [, fieldName, typeName] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message) ?? [];
  if (fieldName === undefined) return { locations, message };
  const extensions = { code: 'undefinedField', typeName, fieldName };
  return { extensions, locations, message: `Field '${fieldName}' doesn't exist on type '${typeName ?? ''}'` };
}

function renderResult({ data, errors = [] }: ExecutionResult) {
  if (errors.length === 0) return { data };
  return { data: data ?? null, errors: errors.map(renderError) };
}

function renderError(error: GraphQLError) {
  const { originalError, path, locations, message } = error;
  const refusal = toRefusal(originalError);
  // Anything else that a field throws is a bug of the simulator.
  if (originalError instanceof Error && refusal === undefined) throw originalError;
  const type = refusal === undefined ? {} : { type: refusal.type };
  return { ...type, path, locations, message: refusal?.message ?? message };
}
