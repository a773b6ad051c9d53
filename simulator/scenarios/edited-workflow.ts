import { repository } from '../estate/index.ts';
import type { RunReport } from '../runner/index.ts';
import { seedRepository, suiteOnly } from '../seed/index.ts';
import type { Scenario } from './types.ts';

const name = repository.fullName;
const code = 'ENTRA_FEDERATION_MISMATCH';
const clients = ['BUILD', 'BUILD_PR', 'IMPORT', 'PROVENANCE', 'GATE', 'PROMOTE', 'READER'];

/** The workflow files of a pull request are its author's own; the subjects of the identities are not. */
export const editedWorkflow: Scenario = {
  name: 'edited-workflow',
  title: 'a pull request rewrites its workflow to sign in as each identity in turn: Entra refuses every one',
  async play(stage) {
    const { simulation, suiteFolder } = stage;
    const { hub } = simulation.github;
    await seedRepository(simulation, { suiteFolder, files: suiteOnly });
    const reports = await stage.follow({
      expected: 'failure',
      async act() {
        const files = { '.github/workflows/pull-request.yml': workflow };
        const [branch, author, title] = ['take', 'workload-developer', 'Tidy the workflow up'] as const;
        await hub.commit(name, { branch, message: title, author, files });
        const { number } = await hub.openPullRequest(name, { author, branch, title });
        stage.tell(`${author} opens pull request #${number} "${title}"`);
      },
    });
    assertRefused(reports);
    stage.tell(`refused, as it must be: ${code}`);
  },
};

const workflow = `name: Pull request
on: pull_request
permissions: {}
jobs:
  take:
    strategy:
      fail-fast: false
      matrix:
        client: [${clients.join(', ')}]
    runs-on: ubuntu-latest
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: $/actions/fetch-image
        with:
          tenant-id: \${{ vars.AZURE_TENANT_ID }}
          client-id: \${{ vars[format('{0}_CLIENT_ID', matrix.client)] }}
          quarantine-registry: \${{ vars.QUARANTINE_REGISTRY_ID }}
          image: workload/chain-api@sha256:${'0'.repeat(64)}
`;

function assertRefused(reports: readonly RunReport[]): void {
  const jobs = reports.flatMap((report) => report.jobs);
  if (jobs.length !== clients.length) throw new Error(`${jobs.length} jobs ran, not ${clients.length}`);
  for (const { name: job, annotations } of jobs) {
    const isRefused = annotations.some(({ message }) => message.startsWith(`${code}:`));
    if (!isRefused) throw new Error(`"${job}" was not refused with ${code}`);
  }
}
