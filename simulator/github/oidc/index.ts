export { createGithubOidc } from './oidc.ts';
export type { GithubOidc, TokenRequest } from './oidc.ts';
