import type * as v from 'valibot';
import { checkShape } from '../../../lib/base/schema.ts';
import type { ArmCall } from './types.ts';
import { ArmFault } from './types.ts';

/** ARM's limit on a request's body. */
const maxBodyBytes = 4 * 1024 * 1024;

/** A request's JSON body, held against a schema; throws ARM's 400. */
export async function readBody<T>(call: ArmCall, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const checked = checkShape(schema, await readJson(call));
  if (checked.ok) return checked.value;
  throw new ArmFault(
    400,
    'InvalidRequestContent',
    `The request content was invalid: ${checked.problems.join('; ')}`,
  );
}

/** A request's JSON body as it is; an empty one is an empty object. */
export async function readJson(call: ArmCall): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = call.request.body;
  if (body === null) return {};
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBodyBytes)
      throw new ArmFault(413, 'RequestContentTooLarge', 'The request content is too large.');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ArmFault(
      400,
      'InvalidRequestContent',
      `The request content was invalid and could not be deserialized: '${error.message}'.`,
    );
  }
}
