import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as v from 'valibot';
import type { ExecResult } from '../../../lib/base/exec.ts';
import { repository } from '../../../simulator/estate/index.ts';
import type { Bench } from '../bench/bench.ts';

/** Who speaks to GitHub through gh here. */
export type GhUser = 'workload-developer' | 'release-approver' | 'platform-engineer';

const permissions: Readonly<Record<string, 'read' | 'write'>> = {
  ...{ actions: 'write', checks: 'read', contents: 'write', issues: 'write' },
  ...{ metadata: 'read', 'pull-requests': 'write', statuses: 'read', variables: 'read' },
};

const hello = `name: Hello
run-name: Greet \${{ inputs.whom }}
on: { workflow_dispatch: { inputs: { whom: { required: true } } } }
permissions: {}
jobs:
  say:
    runs-on: ubuntu-latest
    steps:
      - name: Greet
        env: { WHOM: "\${{ inputs.whom }}" }
        run: echo "hello $WHOM" && test "$WHOM" != nobody
`;

/** The repository with a workflow, a variable and a pull request from `side` that changes two files. */
export async function fillGithub({ simulation }: Bench): Promise<void> {
  const { hub } = simulation.github;
  const { fullName } = repository;
  Object.assign(hub.findRepository(fullName) ?? {}, { vars: { TENANT: 'contoso', ZONE: '1' } });
  const files = { 'README.md': 'one\ntwo\n', '.github/workflows/hello.yml': hello };
  await hub.commit(fullName, { branch: 'main', message: 'First', author: 'platform-engineer', files });
  const changed = { 'README.md': 'one\nthree\nfour\n', 'notes.txt': 'a\n' };
  const author = 'workload-developer';
  await hub.commit(fullName, { branch: 'side', message: 'Change two', author, files: changed });
  await hub.openPullRequest(fullName, { author, branch: 'side', title: 'Two files', body: 'Why not' });
}

/** Runs gh as somebody, whatever its exit code; the token goes by the environment. */
export function attemptGh(
  bench: Bench,
  args: readonly string[],
  user: GhUser = 'platform-engineer',
): Promise<ExecResult> {
  const { github } = bench.simulation;
  return bench.attempt(args, {
    env: {
      ...bench.reader,
      GH_TOKEN: github.tokenOf(user, repository.fullName, permissions),
      GH_REPO: repository.fullName,
      GH_CONFIG_DIR: join(bench.folder, 'gh'),
      GH_PROMPT_DISABLED: '1',
      GH_NO_UPDATE_NOTIFIER: '1',
      GH_TELEMETRY: 'false',
    },
  });
}

/** {@link attemptGh} where it must succeed; answers what it printed. */
export async function gh(bench: Bench, args: readonly string[], user?: GhUser): Promise<string> {
  const { exitCode, stdout, stderr } = await attemptGh(bench, args, user);
  assert.equal(exitCode, 0, `gh ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** What gh prints as JSON. */
export async function ghJson(bench: Bench, args: readonly string[], user?: GhUser): Promise<unknown> {
  return JSON.parse(await gh(bench, args, user));
}

const Branch = v.object({ object: v.object({ sha: v.string() }) });

/** The commit of a ref, as `gh api` reads it. */
export async function readRef(bench: Bench, ref: string): Promise<string> {
  return v.parse(Branch, await ghJson(bench, ['api', `${place}/git/ref/${ref}`])).object.sha;
}

/** Where the REST API has the repository. */
export const place = `repos/${repository.fullName}`;

/** Fails unless gh ended with 1 and said so. */
export async function assertRefused(
  bench: Bench,
  args: readonly string[],
  said: RegExp,
  user?: GhUser,
): Promise<void> {
  const { exitCode, stderr } = await attemptGh(bench, args, user);
  assert.equal(exitCode, 1);
  assert.match(stderr, said);
}
