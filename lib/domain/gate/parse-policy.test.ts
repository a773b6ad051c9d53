import { describe, expect, it } from '@jest/globals';
import { loadPolicies, readPolicy } from '../../../test/gate/policies.ts';

describe('parsePolicy', () => {
  it.each(loadPolicies().map(({ name, text, read }) => [name, text, read] as const))(
    'reads the same as before in %s',
    (_, text, read) => {
      expect(readPolicy(text)).toEqual(read);
    },
  );
});
