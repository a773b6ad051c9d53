import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { toJsonSchema } from './json-schema.ts';

describe('toJsonSchema', () => {
  it('keeps keys, bounds, patterns and descriptions', () => {
    const line = v.pipe(v.string(), v.nonEmpty(), v.maxLength(9));
    const schema = v.strictObject({
      version: v.literal(1),
      name: v.pipe(line, v.description('a name')),
      tags: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^a/))), v.maxLength(2))),
      kind: v.optional(v.string(), 'plain'),
    });
    expect(toJsonSchema(schema, 'file')).toEqual({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'file',
      type: 'object',
      properties: {
        version: { const: 1 },
        name: { type: 'string', minLength: 1, maxLength: 9, description: 'a name' },
        tags: { type: 'array', items: { type: 'string', pattern: '^a' }, maxItems: 2 },
        kind: { type: 'string', default: 'plain' },
      },
      required: ['version', 'name'],
      additionalProperties: false,
    });
  });

  it('refuses what it cannot say', () => {
    expect(() => toJsonSchema(v.date(), 'file')).toThrow('"date"');
    expect(() => toJsonSchema(v.pipe(v.string(), v.email()), 'file')).toThrow('"email"');
  });
});
