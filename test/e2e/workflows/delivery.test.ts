import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect } from '@jest/globals';
import { parseDocument } from 'yaml';
import { live, quarantine, repository } from '../../../simulator/estate/index.ts';
import type { RunReport } from '../../../simulator/runner/index.ts';
import { placeBase } from '../../../simulator/scenarios/images.ts';
import { renderConfig } from '../../../simulator/seed/index.ts';
import { itWhen } from '../../support/optional.ts';
import { root } from '../../support/repository.ts';
import { listTrivys } from '../../support/trivy.ts';
import { renderDockerfile } from '../../support/world/prepare.ts';
import { findJob, reached, useWorkflows } from '../../support/world/workflows.ts';

const world = useWorkflows({}, { hasScanner: true });
const { fullName } = repository;
const itScans = itWhen(listTrivys().length > 0, 'Trivy: node scripts/setup/trivy.mjs');

/** Two images, of which one stands on a base that is nowhere. */
async function renderFiles(): Promise<Readonly<Record<string, string>>> {
  const config = parseDocument(
    renderConfig(await readFile(join(root, 'lazaret.yaml'), 'utf8'), world().simulation),
  );
  const image = (name: string) => ({ name, folder: `workload/${name}`, repository: `workload/${name}` });
  config.set('images', config.createNode(['sound', 'broken'].map(image)));
  const policy = parseDocument(await readFile(join(root, 'gate.yaml'), 'utf8'));
  const tolerated = ['affected', 'will-not-fix', 'deferred', 'under-investigation'];
  for (const name of ['quarantine', 'production'])
    policy.setIn(['environments', name, 'tolerate-unfixed'], policy.createNode(tolerated));
  return {
    ...{ 'lazaret.yaml': config.toString(), 'gate.yaml': policy.toString() },
    'workload/sound/Dockerfile': renderDockerfile(),
    'workload/sound/src/index.js': 'console.log("sound");\n',
    'workload/broken/Dockerfile': `FROM ${live.loginServer}/nowhere@sha256:${'0'.repeat(64)}\n`,
  };
}

beforeAll(() => placeBase(world().simulation), 240_000);

describe('a merge that changes two images, one of which cannot be built', () => {
  itScans(
    'delivers the other; what is required is red, and a re-run does again what failed alone',
    async () => {
      const { hub } = world().simulation.github;
      const files = await renderFiles();
      const handles = await world().happen(async () => {
        const [branch, author, title] = ['two', 'workload-developer', 'Add two images'] as const;
        await hub.commit(fullName, { branch, message: title, author, files });
        const { number } = await hub.openPullRequest(fullName, { author, branch, title });
        await hub.reviewPullRequest(fullName, { number, login: 'second-approver', state: 'APPROVED' });
        await hub.merge(fullName, { number, merger: 'platform-engineer' });
      });
      for (const other of handles.filter((each) => !each.report().workflow.endsWith('/main.yml')))
        other.cancel();
      const main = handles.find((each) => each.report().workflow.endsWith('/main.yml'));
      if (main === undefined) throw new Error('main.yml did not start');
      await reached(main);
      const review = { environment: 'promote', login: 'release-approver', comment: 'go' } as const;
      if (main.waiting().length > 0) hub.review(fullName, main.id, { ...review, state: 'approved' });
      const report = await main.done;
      expect([listEnds(report, 'sound'), listEnds(report, 'broken')]).toEqual([chain.sound, chain.broken]);
      expect([report.conclusion, findJob(report, 'required').conclusion]).toEqual(['failure', 'failure']);
      const { outputs } = findJob(report, 'promote / promote');
      const [store, target] = [quarantine, live].map(({ loginServer }) =>
        world().simulation.registries.find(loginServer),
      );
      expect(target?.resolve('workload/sound', report.sha)?.digest).toBe(outputs['digest']);
      const order = { actor: 'platform-engineer', failedOnly: true } as const;
      const again = await (await world().simulation.runner.rerun(main.id, order)).done;
      const repeated = again.jobs.filter(
        ({ attempt, conclusion }) => attempt === 2 && conclusion !== 'skipped',
      );
      expect(repeated.map(({ jobId, conclusion }) => `${jobId} ${String(conclusion)}`).sort()).toEqual([
        'build failure',
        'required failure',
      ]);
      expect([store?.tags('workload/broken') ?? [], target?.tags('workload/broken') ?? []]).toEqual([[], []]);
    },
    900_000,
  );
});

const chain = {
  broken: ['build failure', 'gate skipped', 'promote skipped', 'provenance skipped'],
  sound: [
    ...['attest success', 'build success', 'decide success', 'fetch success'],
    ...['page success', 'promote success', 'scan success'],
  ],
};

/** How the jobs of one image ended, sorted: the last part of each key is the job of the file that defines it. */
function listEnds({ jobs }: RunReport, image: string): readonly string[] {
  const own = jobs.filter(({ key }) => key.includes(`image (${image},`));
  return own.map(({ key, conclusion }) => `${key.split(' / ').at(-1) ?? ''} ${String(conclusion)}`).sort();
}
