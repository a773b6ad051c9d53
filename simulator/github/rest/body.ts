import type * as v from 'valibot';
import { checkShape } from '../../../lib/base/schema.ts';
import { RefusalError } from '../hub/index.ts';

/** The JSON body of a request; 400 and 422 as GitHub's REST documentation says ("Troubleshooting the REST API"). */
export async function readBody<T>(request: Request, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const text = await request.text();
  const checked = checkShape(schema, parseText(text));
  if (checked.ok) return checked.value;
  throw new RefusalError(422, 'Invalid request.', checked.problems);
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw new RefusalError(400, 'Problems parsing JSON');
  }
}
