import { repository } from '../estate/index.ts';
import { buildService, prepareMain, promote, reviewAndPromote, service, startRun } from './chapters.ts';
import type { Scenario, Stage } from './types.ts';

/** Between the decision and the promotion somebody pushes under the same tag. */
export const tagMoved: Scenario = {
  name: 'tag-moved',
  title: 'a tag is pushed again after its image was chosen: the promotion notices and stops',
  async play(stage) {
    const sha = await prepareMain(stage);
    const first = await startRun(stage, sha, 'main.yml');
    const chosen = await buildService(stage, first, { with: { tag: 'candidate' } });
    const image = `${service}:candidate@${chosen.outputs['digest'] ?? ''}`;
    const second = await startRun(stage, await changeService(stage), 'main.yml');
    const title = 'Build a later commit under the same tag';
    const later = await buildService(stage, second, { title, with: { tag: 'candidate' } });
    const refusal = 'Promote what was chosen by tag and digest';
    const { runId } = first;
    await stage.review({ repository: repository.fullName, runId, environment: 'promote', subject: image });
    await promote(stage, first, image, { title: refusal, expectedCode: 'PROMOTION_TAG_MOVED' });
    await promote(stage, first, chosen.outputs['image'] ?? '', { title: 'Promote the digest alone' });
    const moved = `${service}:candidate@${later.outputs['digest'] ?? ''}`;
    await reviewAndPromote(stage, second, moved, { title: 'Promote what the tag means now' });
  },
};

async function changeService(stage: Stage): Promise<string> {
  const files = { [`${service}/src/version.ts`]: "export const version = '2';\n" };
  const change = { branch: 'main', message: 'Name the version', author: 'workload-developer', files };
  const sha = await stage.simulation.github.hub.commit(repository.fullName, change);
  stage.tell('workload-developer commits another version');
  return sha;
}
