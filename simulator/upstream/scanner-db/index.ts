export { advisories } from './advisories/index.ts';
export type { Advisory, OpenStatus, Severity } from './advisories/index.ts';
export { buildDatabase } from './database.ts';
export type { DatabaseFiles } from './database.ts';
export { renderEpss, renderKev } from './exploits.ts';
export type { ExploitScore, KnownExploit } from './exploits.ts';
export {
  addNews,
  describeDatabase,
  feeds,
  publishAdvisory,
  publishDatabase,
  readFeed,
  refreshTools,
} from './publish.ts';
export type { Feed, FeedName, News, ScannerTools } from './publish.ts';
