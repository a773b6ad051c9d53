import { organisation, repository } from './github.ts';

/** The issuer of GitHub's tokens. */
export const githubIssuer = 'https://token.actions.githubusercontent.com';
/** The audience that Entra's federated credentials recommend. */
export const exchangeAudience = 'api://AzureADTokenExchange';

/** `repo:` part of a subject: by name, and with the immutable ids. */
export const repositoryForms = {
  old: repository.fullName,
  immutable: `${organisation.login}@${organisation.id}/${repository.name}@${repository.id}`,
} as const;

/** `include_claim_keys` of the repository's subject customisation (REST: "Set the customization template for an OIDC subject claim"). */
export const subjectClaimKeys = ['repo', 'context', 'job_workflow_ref'] as const;

/** Both forms of the subject of a job that `workflow` of main defines, in a context such as `environment:promote`. */
export function federatedSubjects(context: string, workflow: string): readonly string[] {
  const workflowRef = `${repository.fullName}/.github/workflows/${workflow}@refs/heads/main`;
  return Object.values(repositoryForms).map(
    (form) => `repo:${form}:${context}:job_workflow_ref:${workflowRef}`,
  );
}
