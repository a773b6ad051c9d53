import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { toJsonSchema } from './json-schema.ts';
import { renderSchemaTable } from './schema-table.ts';

describe('renderSchemaTable', () => {
  it('has a row for every key, however deep', () => {
    const item = v.strictObject({ name: v.pipe(v.string(), v.description('A | name.')) });
    const schema = v.strictObject({
      version: v.pipe(v.literal(1), v.description('Of the format.')),
      list: v.optional(v.pipe(v.array(item), v.description('Things.')), []),
      part: v.optional(v.strictObject({ mode: v.optional(v.string(), 'fast') }), {}),
    });
    expect(renderSchemaTable(toJsonSchema(schema, 'x')).trim().split('\n').slice(2)).toEqual([
      '| `version` | required | Of the format. |',
      '| `list` |  | Things. |',
      '| `list[].name` | required | A \\| name. |',
      '| `part` |  |  |',
      '| `part.mode` | `fast` |  |',
    ]);
  });

  it('refuses what is no schema', () => {
    expect(() => renderSchemaTable('x')).toThrow(TypeError);
  });
});
