import { adopterScenario } from './adopter.ts';
import { breakGlass } from './break-glass.ts';
import { cancelledBuild } from './cancelled-build.ts';
import { editedWorkflow } from './edited-workflow.ts';
import { expiredWaiver } from './expired-waiver.ts';
import { firstImage } from './first-image.ts';
import { forkPullRequest } from './fork.ts';
import { lateApproval } from './late-approval.ts';
import { newCve } from './new-cve.ts';
import { poolEmpty } from './pool-empty.ts';
import { pullRequest } from './pull-request.ts';
import { registryThrottled } from './registry-throttled.ts';
import { selfApproval } from './self-approval.ts';
import { tagMoved } from './tag-moved.ts';
import type { Scenario } from './types.ts';
import { weakenedEnvironment } from './weakened-environment.ts';
import { wrongFederation } from './wrong-federation.ts';

/** Every story, the main one first. */
export const scenarios: readonly Scenario[] = [
  firstImage,
  pullRequest,
  newCve,
  expiredWaiver,
  tagMoved,
  selfApproval,
  poolEmpty,
  cancelledBuild,
  registryThrottled,
  wrongFederation,
  forkPullRequest,
  editedWorkflow,
  weakenedEnvironment,
  lateApproval,
  breakGlass,
  adopterScenario,
];

export { seedReady } from './ready.ts';
export { StoryEndError } from './scanner.ts';
export { openStage } from './stage.ts';
export type { PlayedStep, ReviewRequest, Scenario, Stage, StageOptions, StepRecord } from './types.ts';
