import { repository } from '../estate/index.ts';
import { readFolder, seedRepository, suiteOnly } from '../seed/index.ts';
import type { Files } from '../seed/index.ts';
import { refreshTools } from '../upstream/scanner-db/index.ts';
import { mergeByEngineer, mergeWaiver, service } from './chapters.ts';
import { renderVex, vexFile } from './exceptions.ts';
import { placeBase } from './images.ts';
import type { Scenario, Stage } from './types.ts';

const name = repository.fullName;

/** The chain as adopters see it: a pull request, its merge and an approval, through the committed workflow files. */
export const pullRequest: Scenario = {
  name: 'pull-request',
  title: 'a pull request is built, scanned and judged; merged, built again, approved and promoted',
  async play(stage) {
    await seedStory(stage);
    const { simulation } = stage;
    await refreshTools(simulation.world, simulation.registries);
    await placeBase(simulation);
    // Policy is read from main, so an exception has to be there before the pull request that needs it.
    await mergeWaiver(stage, { expiresInDays: 12 });
    await deliverService(stage);
  },
};

/** The repository before its service is written, and runners with a scanner. */
export async function seedStory(stage: Stage, files: Files = {}): Promise<void> {
  const { simulation, suiteFolder } = stage;
  const scanner = await stage.scanner();
  await simulation.installTool('trivy', scanner.file);
  const code = Object.keys(await readFolder(suiteFolder, service));
  // What lazaret.yaml names has to be there from the first commit on.
  const unwritten = code.filter((path) => !path.endsWith('/Dockerfile'));
  const without = Object.fromEntries(unwritten.map((path) => [path, null] as const));
  await seedRepository(simulation, {
    ...{ suiteFolder, vex: [vexFile], trivyAllowed: scanner.allowed },
    files: { ...without, ...suiteOnly, [vexFile]: renderVex(stage), ...files },
  });
}

/** The service is proposed, judged, merged, built again, approved and promoted. */
export async function deliverService(stage: Stage): Promise<void> {
  const { hub } = stage.simulation.github;
  const files = await readFolder(stage.suiteFolder, service);
  let number = 0;
  await stage.follow({
    async act() {
      const [branch, author, title] = ['chain-api', 'workload-developer', 'Add chain-api'] as const;
      await hub.commit(name, { branch, message: title, author, files });
      ({ number } = await hub.openPullRequest(name, { author, branch, title }));
      stage.tell(`${author} opens pull request #${number} "${title}"`);
    },
  });
  await hub.reviewPullRequest(name, { number, login: 'second-approver', state: 'APPROVED' });
  stage.tell(`second-approver approves it`);
  await stage.follow({ act: () => mergeByEngineer(stage, number) });
}
