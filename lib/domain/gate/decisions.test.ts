import { describe, expect, it } from '@jest/globals';
import { loadDecisions, summarise } from '../../../test/gate/decisions.ts';
import { decideVector, loadVectors } from '../../../test/gate/vectors.ts';
import type { VectorInputs } from '../../../test/gate/vectors.ts';

const vectors = new Map(loadVectors().map(({ file, name, inputs }) => [`${file}: ${name}`, inputs]));

function findInputs(vector: string): VectorInputs {
  const inputs = vectors.get(vector);
  if (inputs === undefined) throw new Error(`there is no vector "${vector}"`);
  return inputs;
}

describe('decide', () => {
  it.each(loadDecisions().map(({ vector, decision }) => [vector, decision] as const))(
    'says the same as before about %s',
    (vector, decision) => {
      expect(summarise(decideVector(findInputs(vector)))).toEqual(decision);
    },
  );
});
