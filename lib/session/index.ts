export {
  openAzure,
  openFeeds,
  openGithub,
  openGithubComments,
  openGithubPreflight,
  openUpstream,
  readAzureTime,
} from './session.ts';
export type { AzureIdentity, AzureSession } from './session.ts';
