import { describe, expect, it } from '@jest/globals';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import type { Summary } from '../../../lib/domain/statement/index.ts';
import { critical, excused, waived } from './cases.ts';
import { createEstate, promote } from './estate.ts';

describe('a verdict', () => {
  const situations = [
    { name: 'clean', facts: {}, published: [] },
    { name: 'waived', facts: waived, published: [critical] },
    { name: 'cleared by VEX', facts: excused, published: [critical] },
  ];

  it.each(situations)(
    'on an image that is $name counts only with every one of its inputs',
    async ({ facts, published }) => {
      let inputs: Summary['inputs'] = [];
      const keep = (summary: Summary): Summary => {
        inputs = summary.inputs;
        return summary;
      };
      const whole = await createEstate(facts, { vulnerabilities: published, summary: keep });
      whole.published = published;
      expect(inputs.length).toBeGreaterThan(15);
      expect((await promote(whole)).status).toBe('promoted');
      const drop = async (index: number): Promise<void> => {
        const summary = (each: Summary): Summary => ({ ...each, inputs: each.inputs.toSpliced(index, 1) });
        const estate = await createEstate(facts, { vulnerabilities: published, summary });
        estate.published = published;
        const name = inputs[index]?.name ?? '';
        await expect(promote(estate).catch(codeOf)).resolves.toEqual('PROMOTION_VERDICT_INCOMPLETE');
        expect(name).not.toBe('');
      };
      for (const index of inputs.keys()) await drop(index);
    },
    240_000,
  );

  it('counts only with the policy, the provenance, the VEX and the statements that there are', async () => {
    const lasting = /^(?:policy|provenance|subject|vex|sbom|vulnerabilities)/;
    const other = computeDigest('another');
    let names: readonly string[] = [];
    const swap =
      (wanted: string) =>
      (summary: Summary): Summary => {
        names = summary.inputs.map(({ name }) => name).filter((name) => lasting.test(name));
        const inputs = summary.inputs.map((each) =>
          each.name === wanted ? { ...each, digest: other } : each,
        );
        return { ...summary, inputs };
      };
    await createEstate(excused, { vulnerabilities: [critical], summary: swap('') });
    expect(names).toHaveLength(8);
    for (const name of names) {
      const estate = await createEstate(excused, { vulnerabilities: [critical], summary: swap(name) });
      estate.published = [critical];
      const code = await promote(estate).catch(codeOf);
      expect({ name, code }).toEqual({
        name,
        code: expect.stringMatching(/^PROMOTION_(VERDICT_INCOMPLETE|SBOM_MISSING|SCAN_MISSING)$/),
      });
    }
  });
});

function codeOf(error: unknown): unknown {
  return Reflect.get(Object(error), 'code') ?? error;
}
