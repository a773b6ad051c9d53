import { adopter, readFolder, seedAdopter, seedRepository, suiteOnly } from '../seed/index.ts';
import { refreshTools } from '../upstream/scanner-db/index.ts';
import { renderPolicy } from './exceptions.ts';
import { placeBase } from './images.ts';
import type { Scenario, Stage } from './types.ts';

const folder = 'examples/adopter/webshop';

/** Another repository of the organisation has three files and two callers, which name one commit of the suite. */
export const adopterScenario: Scenario = {
  name: 'adopter',
  title: 'a repository that only calls the suite at a commit takes its image from a pull request to live',
  async play(stage) {
    await prepare(stage);
    const { hub } = stage.simulation.github;
    const server = await readFolder(stage.suiteFolder, folder);
    const files = { 'webshop/server.mjs': server[`${folder}/server.mjs`] ?? null };
    let number = 0;
    await stage.follow({
      async act() {
        const [branch, author, title] = ['server', 'workload-developer', 'Add the server'] as const;
        await hub.commit(adopter, { branch, message: title, author, files });
        ({ number } = await hub.openPullRequest(adopter, { author, branch, title }));
        stage.tell(`${author} opens pull request #${number} "${title}" in ${adopter}`);
      },
    });
    await hub.reviewPullRequest(adopter, { number, login: 'second-approver', state: 'APPROVED' });
    stage.tell('second-approver approves it, platform-engineer merges it');
    await stage.follow({ act: () => hub.merge(adopter, { number, merger: 'platform-engineer' }) });
  },
};

// The suite's repository and the adopter's, without the server; the waiver is there as an earlier pull request left it.
async function prepare(stage: Stage): Promise<void> {
  const { simulation, suiteFolder } = stage;
  const scanner = await stage.scanner();
  await simulation.installTool('trivy', scanner.file);
  const trivyAllowed = scanner.allowed;
  const suiteCommit = await seedRepository(simulation, { suiteFolder, trivyAllowed, files: suiteOnly });
  await refreshTools(simulation.world, simulation.registries);
  await placeBase(simulation);
  await seedAdopter(simulation, {
    ...{ suiteFolder, suiteCommit, trivyAllowed },
    files: { 'webshop/server.mjs': null },
  });
  stage.tell(`${adopter} pins the suite at ${suiteCommit}`);
  await mergeWaiver(stage);
}

async function mergeWaiver(stage: Stage): Promise<void> {
  const { hub } = stage.simulation.github;
  const order = { image: 'workload/webshop', expiresInDays: 12, policy: 'examples/adopter/gate.yaml' };
  const files = { 'gate.yaml': await renderPolicy(stage, order) };
  const [branch, author, title] = ['waive', 'workload-developer', 'Waive CVE-2023-45853'] as const;
  await hub.commit(adopter, { branch, message: title, author, files });
  const { number } = await hub.openPullRequest(adopter, { author, branch, title });
  await hub.reviewPullRequest(adopter, { number, login: 'second-approver', state: 'APPROVED' });
  await hub.merge(adopter, { number, merger: 'platform-engineer' });
}
