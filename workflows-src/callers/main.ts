import { expr, text } from '../model/expression.ts';
import { call } from '../model/jobs.ts';
import { workflow } from '../model/workflows.ts';
import { github } from '../parts/contexts.ts';
import { deliveryEstate } from '../parts/estate.ts';
import { eachShard, shardImages } from '../parts/matrix.ts';
import { planChange } from '../parts/plan.ts';
import { required } from '../parts/required.ts';
import { deliverImagesWorkflow } from '../reusable/deliver-images.ts';
import { defaultBranch } from '../suite.ts';

const plan = planChange();

// What a pull request built is never promoted: main builds again, from the merged commit, with an identity of its own.
const images = call({
  id: 'images',
  name: 'Images',
  needs: [plan],
  if: expr`${plan.outputs.shards} != '[]'`,
  strategy: eachShard(plan.outputs.shards),
  workflow: deliverImagesWorkflow,
  with: { images: shardImages, ...deliveryEstate },
});

export const mainWorkflow = workflow({
  file: 'main.yml',
  name: 'Main',
  about: 'Delivers what a merge changed: build, provenance, gate, approval, promotion.',
  on: { push: { branches: [defaultBranch] } },
  // One run a commit; a run that waits for an approval does not keep the next commit from being built.
  concurrency: { group: text`main-${github.sha}`, 'cancel-in-progress': false },
  jobs: [plan, images, required('Main required', [plan, images])],
});
