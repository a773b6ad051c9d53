import {
  buildAndAttest,
  buildService,
  mergeChange,
  mergeWaiver,
  prepareMain,
  service,
  startRun,
} from './chapters.ts';
import { gate, promote, reviewAndPromote } from './gate.ts';
import type { Scenario, Stage } from './types.ts';

/** Between the decision and the promotion somebody pushes under the same tag. */
export const tagMoved: Scenario = {
  name: 'tag-moved',
  title: 'a tag is pushed again after its image was chosen: the promotion notices and stops',
  async play(stage) {
    await prepareMain(stage);
    const sha = await mergeWaiver(stage, { expiresInDays: 12 });
    const first = await startRun(stage, sha, 'main.yml');
    const chosen = await buildAndAttest(stage, first, { with: { tag: 'candidate' } });
    await gate(stage, first, { image: chosen, name: 'chain-api', title: 'chain-api' });
    const image = `${service}:candidate@${chosen.split('@')[1] ?? ''}`;
    const second = await startRun(stage, await changeService(stage), 'main.yml');
    await reviewAndPromote(stage, first, chosen, {
      title: 'Promote what was chosen by tag and digest',
      before: async () => {
        const title = 'Build a later commit under the same tag';
        await buildService(stage, second, { title, with: { tag: 'candidate' } });
      },
      with: { image },
      expectedCode: 'PROMOTION_TAG_MOVED',
    });
    await promote(stage, first, chosen, { title: 'Promote the digest alone' });
  },
};

function changeService(stage: Stage): Promise<string> {
  const files = { [`${service}/src/version.ts`]: "export const version = '2';\n" };
  return mergeChange(stage, { branch: 'version', title: 'Name the version', files });
}
