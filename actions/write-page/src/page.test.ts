import { describe, expect, it } from '@jest/globals';
import { computeDigest, parsePinnedImage } from '../../../lib/domain/image/index.ts';
import type { Candidate } from './candidate.ts';
import { compareNames } from './difference.ts';
import { renderPage, warning } from './page.ts';
import type { PageFacts } from './page.ts';

const [madeAt, day] = [Date.parse('2026-11-20T10:00:00.000Z'), 86_400_000];
const image = parsePinnedImage(`q.azurecr.io/workload/app@${computeDigest('candidate')}`);

function buildFacts(candidate: Partial<Candidate> = {}): PageFacts {
  const described = { platforms: ['linux/amd64'], packages: undefined, findings: undefined };
  const policy = { environments: { production: { freshness: { scan: day } } } };
  return {
    candidate: { image, described, verdict: undefined, origin: undefined, refused: [], ...candidate },
    running: undefined,
    rules: {
      ...{ branch: 'main', commit: 'c'.repeat(40), policyFile: { name: 'gate.yaml', text: '' } },
      policy: { ok: true, policy },
    } as unknown as PageFacts['rules'],
    job: { serverUrl: 'https://github.com', repository: 'contoso/lazaret', sha: 'a'.repeat(40) },
    place: { registry: 'l.azurecr.io', repository: 'workload/app' },
  };
}

function verdict(result: 'PASSED' | 'FAILED', reasons: readonly string[] = []): Candidate['verdict'] {
  const predicate = {
    result,
    reasons,
    outcome: result === 'PASSED' ? 'pass' : 'fail',
    policy: { digest: 'sha256:1' },
  };
  return { kind: 'verdict', madeAt, predicate } as unknown as Candidate['verdict'];
}

describe('renderPage', () => {
  it('says until when a passed verdict counts, and warns of nothing', () => {
    const page = renderPage(buildFacts({ verdict: verdict('PASSED') }));
    expect(page).toContain('2026-11-21T10:00:00.000Z');
    expect(page).not.toContain(warning);
  });

  it.each([
    ['there is no verdict', undefined],
    ['the verdict failed', verdict('FAILED', ['CVE-2026-1'])],
  ])('tells not to approve when %s', (_, given) => {
    expect(renderPage(buildFacts({ verdict: given }))).toContain(warning);
  });

  it('keeps foreign text from becoming Markdown', () => {
    const page = renderPage(buildFacts({ verdict: verdict('FAILED', ['<b>fine</b>\n## Passed']) }));
    expect(page).not.toContain('<b>');
    expect(page.split('\n').filter((line) => line.startsWith('## '))).toHaveLength(1);
  });

  it('lists statements that do not count with their codes', () => {
    const refused = [
      {
        about: 'verdict',
        image: image.digest,
        manifestDigest: image.digest,
        code: 'STATEMENT_EXPIRED',
        reason: 'old',
      },
    ] as unknown as Candidate['refused'];
    expect(renderPage(buildFacts({ refused }))).toContain('STATEMENT_EXPIRED');
  });

  it('names the digest of a base once, where the Dockerfile pins it and where it does not', () => {
    const digest = computeDigest('base');
    const bases = ['l.azurecr.io/upstream/node:24', `l.azurecr.io/upstream/node:24@${digest}`].map(
      (name) => ({
        ...{ image: name, digest },
      }),
    );
    const predicate = { commit: 'c'.repeat(40), builder: 'main.yml', bases };
    const page = renderPage(
      buildFacts({ origin: { kind: 'provenance', predicate } as unknown as Candidate['origin'] }),
    );
    expect(page.split(`l.azurecr.io/upstream/node:24@${digest}\``)).toHaveLength(3);
    expect(page).not.toContain(`${digest}@`);
  });

  it('is the same for the same facts', () => {
    expect(renderPage(buildFacts())).toBe(renderPage(buildFacts()));
  });
});

describe('compareNames', () => {
  it('answers what is new and what is gone, sorted', () => {
    expect(compareNames(new Set(['c', 'a']), new Set(['b', 'a', 'd']))).toEqual({
      added: ['b', 'd'],
      removed: ['c'],
    });
  });

  it('knows nothing when one side is unknown', () => {
    expect([compareNames(undefined, new Set()), compareNames(new Set(), undefined)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});
