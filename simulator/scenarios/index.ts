import { firstImage } from './first-image.ts';
import type { Scenario } from './types.ts';

/** Every story, the main one first. */
export const scenarios: readonly Scenario[] = [firstImage];

export { openStage } from './stage.ts';
export type { StageOptions } from './stage.ts';
export type { PlayedStep, ReviewRequest, Scenario, Stage, StepRecord } from './types.ts';
