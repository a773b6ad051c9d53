import { parse, stringify } from 'yaml';
import { testPackage } from '../../../lib/domain/evidence/testing/trivy-report.ts';
import { computeDigest } from '../../../lib/domain/image/index.ts';
import type { Summary } from '../../../lib/domain/statement/index.ts';
import { accounts, buildCommit } from '../../../test/fakes/github.ts';
import { repository } from './estate.ts';
import type { Estate } from './estate.ts';
import { policy, reviewed, ruleFiles } from './repository.ts';

/** A vulnerability that every policy blocks. */
export const critical = { id: 'CVE-2026-9001', severity: 'CRITICAL' } as const;

/** Changes the payload of a bundle and leaves its signature. */
export function touch(bundle: Uint8Array): Uint8Array {
  const document = JSON.parse(Buffer.from(bundle).toString());
  const { payload } = document.dsseEnvelope;
  const text = Buffer.from(payload, 'base64').toString().replace('gate.yml', 'gate.yaml');
  document.dsseEnvelope.payload = Buffer.from(text).toString('base64');
  return Buffer.from(JSON.stringify(document));
}

/** The policy of the project with something else in it. */
export function changePolicy(change: object): string {
  return stringify({ ...parse(policy), ...change });
}

const waiver = {
  ...{ id: 'W-1', finding: critical.id, package: 'pkg:deb/debian/openssl', image: repository },
  ...{ reason: 'not reachable', control: 'none', ticket: 'T-1', requester: 'workload-developer' },
  ...{ approver: 'second-approver', created: '2026-11-01T00:00:00Z', expires: '2026-11-14T00:00:00Z' },
};

/** A repository whose policy has the waiver, brought in by a pull request that its approver reviewed. */
export const waived = buildWaived({});

/** The same with a waiver of another period. */
export function buildWaived(
  ...changes: readonly { readonly id?: string; readonly created?: string; readonly expires?: string }[]
): Partial<Estate['facts']> {
  const waivers = changes.map((change) => ({ ...waiver, ...change }));
  return {
    files: ruleFiles({ policy: changePolicy({ waivers }) }),
    pullRequestStates: [
      { number: 1, author: accounts.developer, isMerged: true, base: 'main', head: reviewed },
    ],
    pullRequestCommits: new Map([[1, [buildCommit(reviewed)]]]),
    reviews: new Map([
      [
        1,
        [{ user: accounts.second, state: 'approved', commit: reviewed, submittedAt: '2026-10-31T09:00:00Z' }],
      ],
    ]),
  };
}

/** A repository with a VEX document that clears the vulnerability. */
export const excused: Partial<Estate['facts']> = {
  files: ruleFiles({
    vex: {
      'vex/chain-api.json': JSON.stringify({
        ...{
          '@context': 'https://openvex.dev/ns/v0.2.0',
          '@id': 'https://contoso.example/vex/1',
          version: 1,
        },
        ...{ author: 'security@contoso.example', timestamp: '2026-10-01T00:00:00Z' },
        statements: [
          {
            vulnerability: { name: critical.id },
            products: [{ '@id': testPackage.purl }],
            status: 'not_affected',
            justification: 'vulnerable_code_not_in_execute_path',
          },
        ],
      }),
    },
  }),
};

/** Lets a verdict say what the gate did not. */
export function claimPass(summary: Summary): Summary {
  return { ...summary, result: 'PASSED', outcome: 'pass' };
}

/** Lets a verdict claim another policy. */
export function byPolicy(text: string): (summary: Summary) => Summary {
  return (summary) => ({ ...summary, policy: { digest: computeDigest(text) } });
}
