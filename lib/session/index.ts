export { openAzure, openGithub, openUpstream } from './session.ts';
export type { AzureIdentity, AzureSession } from './session.ts';
