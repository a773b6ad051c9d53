export {
  openAzure,
  openFeeds,
  openGithub,
  openGithubPreflight,
  openUpstream,
  readAzureTime,
} from './session.ts';
export type { AzureIdentity, AzureSession } from './session.ts';
