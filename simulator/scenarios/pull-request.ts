import { repository } from '../estate/index.ts';
import { readFolder, seedRepository } from '../seed/index.ts';
import { refreshTools } from '../upstream/scanner-db/index.ts';
import { mergeWaiver, service } from './chapters.ts';
import { renderVex, vexFile } from './exceptions.ts';
import { placeBase } from './images.ts';
import type { Scenario, Stage } from './types.ts';

const name = repository.fullName;

// They check the suite itself, on machines and with actions that only GitHub has.
const suiteOnly = { '.github/workflows/ci.yml': null, '.github/workflows/release.yml': null };

/** The chain as adopters see it: a pull request, its merge and an approval, all of it through the committed YAML files. */
export const pullRequest: Scenario = {
  name: 'pull-request',
  title:
    'a pull request is built, scanned and judged; merged, built again, approved and promoted, by the workflow files alone',
  async play(stage) {
    const number = await propose(stage);
    const { hub } = stage.simulation.github;
    await hub.reviewPullRequest(name, { number, login: 'second-approver', state: 'APPROVED' });
    stage.tell('second-approver approves the pull request, platform-engineer merges it');
    await stage.follow({ act: () => hub.merge(name, { number, merger: 'platform-engineer' }) });
  },
};

// The repository has everything but its service; the base image went live long ago.
async function propose(stage: Stage): Promise<number> {
  const { simulation } = stage;
  const code = await prepare(stage);
  const { hub } = simulation.github;
  let number = 0;
  await stage.follow({
    async act() {
      const [branch, author, title] = ['chain-api', 'workload-developer', 'Add chain-api'] as const;
      await hub.commit(name, { branch, message: title, author, files: code });
      ({ number } = await hub.openPullRequest(name, { author, branch, title }));
      stage.tell(`${author} opens pull request #${number} "${title}"`);
    },
  });
  return number;
}

async function prepare(stage: Stage): Promise<Awaited<ReturnType<typeof readFolder>>> {
  const { simulation, suiteFolder } = stage;
  const scanner = await stage.scanner();
  await simulation.installTool('trivy', scanner.file);
  const code = await readFolder(suiteFolder, service);
  const without = Object.fromEntries(Object.keys(code).map((path) => [path, null] as const));
  const files = { ...without, ...suiteOnly, [vexFile]: renderVex(stage) };
  await seedRepository(simulation, { suiteFolder, vex: [vexFile], trivyAllowed: scanner.allowed, files });
  await refreshTools(simulation.world, simulation.registries);
  await placeBase(simulation);
  // Policy is read from main, so an exception has to be there before the pull request that needs it.
  await mergeWaiver(stage, { expiresInDays: 12 });
  return code;
}
