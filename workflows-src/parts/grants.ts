/** What a job may ask GitHub's token for, each with its reason. */
export const signIn = { 'id-token': ['write', 'sign in to Azure, without a secret'] } as const;
export const readSource = { contents: ['read', 'read the source at this commit'] } as const;
export const readRules = {
  contents: ['read', 'read policy, waivers and keys from the protected branch'],
} as const;
export const readReviews = { 'pull-requests': ['read', 'see who reviewed what'] } as const;
export const openIssue = { issues: ['write', 'open the issue'] } as const;
export const signAttestation = {
  'id-token': ['write', 'sign in to Sigstore'],
  attestations: ['write', 'store what is signed'],
} as const;
export const readRun = {
  actions: ['read', 'read the run, its approvals and the environment’s settings'],
} as const;
