import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { toJsonSchema } from '../../../scripts/docs/json-schema.ts';
import { policySchema } from './index.ts';

describe('policySchema', () => {
  it('is what gate.schema.json tells editors', () => {
    const file = join(import.meta.dirname, '../../../gate.schema.json');
    const published: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(toJsonSchema(policySchema, 'gate.yaml'))));
  });
});
