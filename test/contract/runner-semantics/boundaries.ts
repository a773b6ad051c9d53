import { ended, granted, group, log, on, output, result } from './table.ts';
import type { Group } from './table.ts';

const fork: Group = group(
  'a pull request of a fork',
  `on: pull_request
permissions: { contents: write, id-token: write }
jobs:
  hosted:
    runs-on: ubuntu-latest
    steps:
      - { name: identity, run: 'echo "<$ACTIONS_ID_TOKEN_REQUEST_URL> $GITHUB_HEAD_REF $GITHUB_BASE_REF $GITHUB_REF_NAME"' }
      - { name: secret, run: 'echo "<\${{ secrets.KEY }}>"' }
  own: { runs-on: [self-hosted, linux], steps: [{ run: 'true' }] }
  nobody: { runs-on: { group: management-agents, labels: [gpu] }, steps: [{ run: 'true' }] }
`,
  [
    on('token')(
      'permissions-for-the-github_token',
      'its token reads, whatever was asked for',
      granted('hosted'),
      { contents: 'read', metadata: 'read' },
    ),
    on('events')(
      'workflows-in-forked-repositories',
      'no identity, and the branches of the pull request',
      log('hosted', 'identity'),
      '<> topic main 1/merge',
    ),
    on('events')('workflows-in-forked-repositories', 'no secrets', log('hosted', 'secret'), '<>'),
    on('secure')(
      'hardening-for-self-hosted-runners',
      'it reaches no self-hosted runner',
      result('own'),
      'failure',
    ),
    on('runners')(
      'using-labels-and-groups-to-route-jobs',
      'a runner needs the group and every label',
      result('nobody'),
      'failure',
    ),
  ],
  {
    event: {
      name: 'pull_request',
      ref: 'refs/pull/1/merge',
      payload: {
        action: 'opened',
        pull_request: {
          head: { ref: 'topic', repo: { full_name: 'stranger/lazaret', fork: true } },
          base: { ref: 'main' },
        },
      },
    },
  },
);

const stored = group(
  'artifacts and checkout',
  `on: push
jobs:
  make:
    runs-on: ubuntu-latest
    outputs: { digest: "\${{ steps.up.outputs.artifact-digest }}" }
    steps:
      - { name: make, run: 'mkdir -p out/deep out/.hidden; echo one > out/a.txt; echo two > out/deep/b.txt; echo no > out/.hidden/c; chmod 755 out/a.txt' }
      - { id: up, uses: actions/upload-artifact@v7, with: { name: files, path: out } }
      - { name: same name, continue-on-error: true, uses: actions/upload-artifact@v7, with: { name: files, path: out } }
      - { name: nothing, continue-on-error: true, uses: actions/upload-artifact@v7, with: { name: none, path: absent, if-no-files-found: error } }
  take:
    needs: make
    runs-on: ubuntu-latest
    steps:
      - { uses: actions/download-artifact@v8, with: { name: files, path: in } }
      - { name: list, run: 'cd in; find . -type f | sort; stat -c %a a.txt' }
      - { name: by pattern, uses: actions/download-artifact@v8, with: { pattern: 'fi*', path: all } }
      - { name: listed, run: 'ls all' }
      - { name: unknown, continue-on-error: true, uses: actions/download-artifact@v8, with: { name: other } }
  out:
    runs-on: ubuntu-latest
    steps:
      - { uses: actions/checkout@v5 }
      - { name: shallow, run: 'git rev-list --count HEAD; git rev-parse HEAD | cmp - <(echo $GITHUB_SHA) && git config --get-all http.https://github.com/.extraheader | grep -c AUTH', shell: bash }
      - { uses: actions/checkout@v5, with: { path: full, fetch-depth: 0, persist-credentials: false } }
      - { name: full, run: 'cd full; test $(git rev-list --count HEAD) -gt 1 && git config --get http.https://github.com/.extraheader || echo no credentials' }
      - { name: outside, continue-on-error: true, uses: actions/checkout@v5, with: { path: ../x } }
`,
  [
    on('artifacts')(
      'uploading-build-and-test-artifacts',
      'an artifact carries files to another job, hidden ones and permissions left behind',
      log('take', 'list'),
      './a.txt|./deep/b.txt|644',
    ),
    on('artifacts')(
      'uploading-build-and-test-artifacts',
      'a name is taken once in a run',
      ended('make', 'same name'),
      'failure/success',
    ),
    on('artifacts')(
      'uploading-build-and-test-artifacts',
      'if-no-files-found: error fails',
      ended('make', 'nothing'),
      'failure/success',
    ),
    on('artifacts')(
      'downloading-artifacts-during-a-workflow-run',
      'several come in folders of their names',
      log('take', 'listed'),
      'files',
    ),
    on('artifacts')(
      'downloading-artifacts-during-a-workflow-run',
      'an unknown name fails',
      ended('take', 'unknown'),
      'failure/success',
    ),
    on('artifacts')(
      'about-workflow-artifacts',
      'a digest is an output',
      (seen) => /^[0-9a-f]{64}$/.test(String(output('make', 'digest')(seen))),
      true,
    ),
    on('contexts')(
      'github-context',
      'checkout takes one commit, that of the run, and leaves credentials',
      log('out', 'shallow'),
      '1|1',
    ),
    on('secure')(
      'considering-cross-repository-access',
      'fetch-depth: 0 takes all, persist-credentials: false leaves none',
      log('out', 'full'),
      'no credentials',
    ),
    on('contexts')(
      'github-context',
      'a path outside the workspace is refused',
      ended('out', 'outside'),
      'failure/success',
    ),
  ],
);

export const boundaries: readonly Group[] = [fork, stored];
