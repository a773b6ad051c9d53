import {
  attestImport,
  buildAndAttest,
  deliverBase,
  importBase,
  lockFile,
  mergeService,
  mergeWaiver,
  startRun,
} from './chapters.ts';
import type { MainRun } from './cast.ts';
import { gate, gateAndPromote } from './gate.ts';
import { catalogueImage } from './images.ts';
import type { Scenario, Stage } from './types.ts';

const waivedDays = 12;

/** The main story: three images, three answers of the gate. */
export const firstImage: Scenario = {
  name: 'first-image',
  title:
    'the base image passes the gate and goes live, another is blocked, and chain-api goes live on a waiver of 12 days',
  async play(stage) {
    await mergeService(stage);
    const sha = await mergeWaiver(stage, { expiresInDays: waivedDays });
    const upstream = await startRun(stage, sha, 'upstream.yml');
    await deliverBase(stage, upstream);
    await refuseOutdated(stage, upstream);
    const main = await startRun(stage, sha, 'main.yml');
    const image = await buildAndAttest(stage, main);
    const tags = sha.slice(0, 12);
    await gateAndPromote(stage, main, { image, name: 'chain-api', title: 'chain-api', tags });
  },
};

// Alpine has fixed what this image still carries.
async function refuseOutdated(stage: Stage, run: MainRun): Promise<void> {
  const title = 'Import the images of the lock';
  await importBase(stage, run, { title, with: { 'lock-file': lockFile } });
  const { quarantined: image, reference: upstream } = catalogueImage('kured');
  await attestImport(stage, run, { image, upstream });
  await gate(stage, run, { image, name: 'kured', title: 'kured' }, { expectedDecision: 'fail' });
}
