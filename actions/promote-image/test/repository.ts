import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { JobContext } from '../../../lib/action/index.ts';
import { createTestKey } from '../../../lib/domain/statement/testing/keys.ts';
import type { TestKey } from '../../../lib/domain/statement/testing/keys.ts';
import { accounts, buildCommit, safeEnvironment } from '../../../test/fakes/github.ts';
import type { FakeRepository } from '../../../test/fakes/github.ts';
import { root } from '../../../test/support/repository.ts';

/** When the promotions of these tests begin. */
export const start = Date.parse('2026-11-02T08:00:00Z');

/** The keys that `lazaret.yaml` names, and one that it does not. */
export const keys = {
  provenance: createTestKey('provenance'),
  decision: createTestKey('decision'),
  promotion: createTestKey('promotion'),
  stranger: createTestKey('decision', 'stranger'),
};

/** The policy that the project ships. */
export const policy = readFileSync(join(root, 'gate.yaml'), 'utf8');

/** The commit that the run is on, the tip of main. */
export const head = 'b'.repeat(40);
/** The first commit, which brought the rules in. */
export const first = 'a'.repeat(40);

/** The last commit of the pull request that brought the rules in. */
export const reviewed = 'c'.repeat(40);

/** What differs in the files that rules are read from. */
export interface RuleChange {
  readonly policy?: string;
  readonly vex?: Readonly<Record<string, string>>;
  readonly trusted?: readonly TestKey[];
}

/** The files that rules are read from, by path and commit. */
export function ruleFiles(change: RuleChange = {}): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const { trusted = [keys.provenance, keys.decision, keys.promotion] } = change;
  const images = [{ name: 'chain-api', folder: 'workload/chain-api', repository: 'workload/chain-api' }];
  const { vex = {} } = change;
  const config = stringify({
    version: 1,
    images,
    vex: Object.keys(vex),
    keys: trusted.map(({ entry }) => entry),
  });
  const files = { 'lazaret.yaml': config, 'gate.yaml': change.policy ?? policy, ...vex };
  return new Map(
    Object.entries(files).map(([path, text]) => [
      path,
      new Map([first, head, reviewed].map((commit) => [commit, text])),
    ]),
  );
}

/** The repository as it should be: main protected, the run approved by somebody who had no part in it. */
export function approvedRepository(): FakeRepository {
  return {
    run: {
      ...{ id: 500, attempt: 1, headSha: head, headBranch: 'main', event: 'push' },
      ...{ actor: accounts.developer, triggeringActor: accounts.developer },
    },
    approvals: [{ state: 'approved', user: accounts.approver, comment: '', environments: ['promote'] }],
    environment: safeEnvironment,
    commits: [buildCommit(first), buildCommit(head)],
    pullRequests: [{ number: 1, author: accounts.developer, mergedBy: accounts.engineer, mergeCommit: head }],
  };
}

/** The job that promotes. */
export const job: JobContext = {
  ...{ repository: 'contoso/lazaret', sha: '', ref: 'refs/heads/main', runId: 500, runAttempt: 1 },
  eventName: 'push',
  actor: accounts.developer.login,
  triggeringActor: accounts.developer.login,
  workflowRef: 'contoso/lazaret/.github/workflows/promote.yml@refs/heads/main',
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
};
