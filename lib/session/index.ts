export { openAzure, openGithub } from './session.ts';
export type { AzureIdentity, AzureSession } from './session.ts';
