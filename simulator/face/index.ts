export { readContents, renderContents } from './inventory.ts';
export type { RepositoryContents } from './inventory.ts';
export { renderPage } from './page.ts';
export { buildResult, resultSchema } from './result.ts';
export type { PromotionResult, RunResult, SimulationResult } from './result.ts';
export { createTimeline, silentTimeline } from './timeline.ts';
export type { Timeline, TimelineOptions } from './timeline.ts';
