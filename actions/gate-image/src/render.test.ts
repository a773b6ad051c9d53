import { describe, expect, it } from '@jest/globals';
import { gatherFacts } from '../../../lib/domain/gate/index.ts';
import type { Decision, Reason } from '../../../lib/domain/gate/index.ts';
import type { Case } from './case.ts';
import { renderHeadline, renderLines, renderPage } from './render.ts';

const blocked: Reason = {
  ...{ outcome: 'fail', rule: 'severity', subject: 'CVE-2026-1 in libssl3 3.0.11-1' },
  ...{
    detail: 'high (debian), os',
    clears: 'update libssl3 to 3.0.12-1',
    by: Date.parse('2026-11-30T00:00:00Z'),
  },
};
const missing: Reason = {
  ...{ outcome: 'indeterminate', rule: 'fact-missing', subject: 'kev', by: undefined },
  ...{ detail: 'the policy asks for it and nobody gave it', clears: 'give the catalogue' },
};

function describeDecision(outcome: Decision['outcome'], reasons: readonly Reason[]): Decision {
  const rest = { unknown: 0, waived: 0, vex: 0, grace: 0, tolerated: 0, belowThreshold: 0 };
  return {
    ...{
      outcome,
      reasons,
      environment: 'quarantine',
      digest: undefined,
      decidedAt: 0,
      notes: [],
      consulted: [],
    },
    counts: { findings: 41, blocking: reasons.filter((each) => each.outcome === 'fail').length, ...rest },
    inputs: [{ kind: 'policy', name: 'gate.yaml', digest: `sha256:${'1'.repeat(64)}` }],
  };
}

function describeCase(decision: Decision): Case {
  const part = {
    decision,
    rules: { policyFile: { name: 'gate.yaml', text: '' }, commit: 'a'.repeat(40) },
    subject: { image: { registry: 'r.azurecr.io', repository: 'app', digest: `sha256:${'2'.repeat(64)}` } },
    inputs: { environment: 'quarantine' },
    evidence: { facts: gatherFacts({ environment: 'quarantine', reports: [] }) },
  };
  return part as unknown as Case;
}

describe('renderHeadline', () => {
  it.each([
    ['pass', [], 'passed, none of 41 findings blocks'],
    // The same package stands in two platforms.
    ['fail', [blocked, blocked], 'blocked by 2 of 41 findings: CVE-2026-1 in libssl3 3.0.11-1'],
    [
      'fail',
      [blocked, missing],
      'blocked by 1 of 41 findings: CVE-2026-1 in libssl3 3.0.11-1; 1 more unknown',
    ],
    ['indeterminate', [missing], 'indeterminate, 1 unknown: kev'],
  ] as const)('says %s', (outcome, reasons, expected) => {
    expect(renderHeadline(describeDecision(outcome, reasons))).toBe(expected);
  });

  it('says what blocks when no finding does', () => {
    const decision = describeDecision('fail', [
      { ...blocked, rule: 'provenance-builder', subject: 'x/y.yml' },
    ]);
    const counts = { ...decision.counts, blocking: 0 };
    expect(renderHeadline({ ...decision, counts })).toBe('blocked by x/y.yml');
  });

  it('names three and counts the rest', () => {
    const reasons = ['a', 'b', 'c', 'd', 'e'].map((subject) => ({ ...blocked, subject }));
    expect(renderHeadline(describeDecision('fail', reasons))).toContain(': a, b, c and 2 more');
  });
});

describe('renderPage', () => {
  it('says what blocks, what clears it and by when', () => {
    const page = renderPage(describeCase(describeDecision('fail', [blocked, blocked, missing])), undefined);
    expect(page).toMatchInlineSnapshot(`
      "### Gate: blocked

      Blocked by 2 of 41 findings: CVE-2026-1 in libssl3 3.0.11-1; 1 more unknown.

      | | |
      | --- | --- |
      | Image | \`r.azurecr.io/app@sha256:2222222222222222222222222222222222222222222222222222222222222222\` |
      | Rules | \`quarantine\` of \`gate.yaml\` at \`aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\` |
      | Counts | 41 findings: 2 block, 0 unknown, 0 waived, 0 not affected, 0 in grace, 0 tolerated |
      | Signed | no, nothing is signed here |

      #### Blocks

      | What | Why | What clears it | By |
      | --- | --- | --- | --- |
      | \`CVE-2026-1 in libssl3 3.0.11-1\` | severity: high (debian), os | update libssl3 to 3.0.12-1 | 2026-11-30 |

      #### Unknown, so not passed

      | What | Why | What clears it | By |
      | --- | --- | --- | --- |
      | \`kev\` | fact-missing: the policy asks for it and nobody gave it | give the catalogue |  |

      <details><summary>Decided on 1 inputs</summary>

      - policy gate.yaml \`sha256:1111111111111111111111111111111111111111111111111111111111111111\`

      </details>
      "
    `);
  });

  it('lets nothing that was found become Markdown or HTML', () => {
    const text = 'a`b|c\n<img src=x onerror=alert(1)> [x](https://evil.example) **b**';
    const hostile = { ...blocked, subject: text, detail: text, clears: text };
    const row = renderPage(describeCase(describeDecision('fail', [hostile])), undefined)
      .split('\n')
      .find((line) => line.includes('severity'));
    expect(row?.match(/(?<!\\)\|/g)).toHaveLength(5);
    expect(row?.replaceAll(/`[^`]*`/g, '')).not.toMatch(/(?<!\\)[<[*]/);
  });

  it('stays within a comment', () => {
    const reasons = Array.from({ length: 500 }, (_, index) => ({
      ...{ ...blocked, subject: `${index}`, detail: 'd'.repeat(900), clears: 'c'.repeat(900) },
    }));
    const page = renderPage(describeCase(describeDecision('fail', reasons)), undefined);
    expect(page.length).toBeLessThanOrEqual(60_000);
    expect(page).toContain('It was cut here');
  });
});

describe('renderLines', () => {
  it('gives each reason a line, and ends', () => {
    expect(renderLines(describeDecision('fail', [blocked, blocked]))).toHaveLength(1);
    const many = Array.from({ length: 300 }, (_, index) => ({ ...blocked, subject: `${index}` }));
    const lines = renderLines(describeDecision('fail', many));
    expect([lines.length, lines.at(-1)]).toEqual([201, 'and 100 more; the decision file has all']);
  });
});
