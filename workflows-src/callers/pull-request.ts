import { expr, text } from '../model/expression.ts';
import { call, job } from '../model/jobs.ts';
import { run } from '../model/steps.ts';
import { workflow } from '../model/workflows.ts';
import { github } from '../parts/contexts.ts';
import { checkEstate } from '../parts/estate.ts';
import { eachShard, shardImages } from '../parts/matrix.ts';
import { commentVerdict } from '../parts/own-actions.ts';
import { planChange } from '../parts/plan.ts';
import { required } from '../parts/required.ts';
import { downloadArtifact } from '../parts/third-party.ts';
import { checkImagesWorkflow } from '../reusable/check-images.ts';
import { defaultBranch, hostedRunner, suiteRepository } from '../suite.ts';

const plan = planChange(expr`${github.eventName} == 'pull_request'`);

// A fork's pull request reaches neither a self-hosted runner nor an identity.
const isOwn = expr`${github.headRepository} == ${github.repository}`;

// Called by its full name: by its path it would be the pull request's own file, and its identity would be refused.
const images = call({
  id: 'images',
  name: 'Images',
  needs: [plan],
  if: expr`${isOwn} && ${plan.outputs.shards} != '[]'`,
  strategy: eachShard(plan.outputs.shards),
  workflow: checkImagesWorkflow,
  at: { repository: suiteRepository, ref: defaultBranch },
  with: { images: shardImages, ...checkEstate },
});

const decisions = 'decisions';
const scans = 'scans';

const comment = job({
  id: 'comment',
  name: 'Comment',
  needs: [plan, images],
  if: expr`!cancelled() && ${isOwn} && ${images.result} != 'skipped'`,
  runsOn: hostedRunner,
  permissions: { 'pull-requests': ['write', 'write the one comment'] },
  timeoutMinutes: 10,
  steps: [
    downloadArtifact({ name: 'Take the decisions over', with: { pattern: 'decision-*', path: decisions } }),
    downloadArtifact({ name: 'Take the reports over', with: { pattern: 'scan-*', path: scans } }),
    commentVerdict({ name: 'Write the comment', with: { decisions, scans, result: images.result } }),
  ],
});

const tellFork = run({
  name: 'Say what a fork goes without',
  if: expr`${github.eventName} == 'pull_request' && ${github.headRepository} != ${github.repository}`,
  script:
    'echo "::notice::A pull request from a fork is planned, not built, scanned or judged; the merge to main is."',
});

export const pullRequestWorkflow = workflow({
  file: 'pull-request.yml',
  name: 'Pull request',
  about:
    'Builds what a pull request changed into pr/ of quarantine, scans it, decides, and says so in one comment.',
  on: {
    pull_request: { branches: [defaultBranch] },
    // A queue waits for every required check; what it merges is built and judged on main.
    merge_group: { types: ['checks_requested'] },
  },
  concurrency: {
    group: text`pull-request-${expr`${github.pullRequestNumber} || ${github.ref}`}`,
    'cancel-in-progress': true,
  },
  jobs: [plan, images, comment, required('Pull request required', [plan, images, comment], [tellFork])],
});
