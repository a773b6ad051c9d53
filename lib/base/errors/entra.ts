import type { ErrorCatalogue } from './types.ts';

/** Errors of signing in to Microsoft Entra ID with GitHub's OIDC token. */
export const entraErrors = {
  ENTRA_ASSERTION_UNAVAILABLE: {
    kind: 'user',
    title: 'GitHub gave no OIDC token',
    cause: 'The job may not ask for one, or GitHub’s token service did not answer.',
    remedy: 'Add `permissions: id-token: write` to the job, and to the job that calls its workflow.',
  },
  ENTRA_FEDERATION_MISMATCH: {
    kind: 'user',
    title: 'No federated credential matches this job',
    cause: 'Entra compares issuer, subject and audience of the OIDC token letter by letter.',
    remedy:
      'Register a federated credential on the identity with the issuer, subject and audience in the message.',
  },
  ENTRA_ASSERTION_EXPIRED: {
    kind: 'external',
    title: 'The OIDC token was not valid at the time of sign-in',
    cause: 'GitHub’s OIDC tokens live for minutes, and the clock of runner or Entra may differ.',
    remedy: 'Run the job again; check the clock of the runner.',
  },
  ENTRA_ASSERTION_REFUSED: {
    kind: 'external',
    title: 'Entra refused the OIDC token',
    cause: 'Its signature, form or claims were not accepted.',
    remedy: 'Check that the issuer of the federated credential is the one of your GitHub.',
  },
  ENTRA_APPLICATION_UNKNOWN: {
    kind: 'user',
    title: 'The client id is not in the tenant',
    cause: 'No application or managed identity with this client id is known to the tenant.',
    remedy: 'Correct `client-id` or `tenant-id`; the client id is a GUID, not a name or an object id.',
  },
  ENTRA_TENANT_UNKNOWN: {
    kind: 'user',
    title: 'The tenant does not exist',
    cause: 'Entra knows no tenant of this id.',
    remedy: 'Correct `tenant-id`.',
  },
  ENTRA_ACCESS_BLOCKED: {
    kind: 'user',
    title: 'Sign-in of the identity is blocked',
    cause: 'The identity is disabled, or a conditional access policy for workload identities stops it.',
    remedy: 'Ask the owner of the tenant to enable the identity or to except the runner.',
  },
  ENTRA_RESOURCE_UNKNOWN: {
    kind: 'user',
    title: 'The tenant does not know the service that a token was asked for',
    cause:
      'The service principal of the resource is absent from the tenant, or the tenant is in another cloud.',
    remedy: 'Check that tenant and registry are in the same cloud.',
  },
  ENTRA_REFUSED: {
    kind: 'external',
    title: 'Entra refused the sign-in',
    cause: 'Entra answered with an error that is not named more closely here.',
    remedy: 'Look the AADSTS number of the message up in Microsoft’s documentation.',
  },
  ENTRA_MALFORMED: {
    kind: 'external',
    title: 'The answer to the sign-in makes no sense',
    cause:
      'Something between the runner and Entra answered in its place, such as the sign-in page of a proxy.',
    remedy: 'Check the proxy of the runner; run the job again.',
  },
  ENTRA_UNAVAILABLE: {
    kind: 'external',
    title: 'Entra does not answer',
    cause: 'Entra answered with a server error or asked to wait, until the deadline.',
    remedy: 'Run the job again later.',
  },
} as const satisfies ErrorCatalogue;
