import type { AccessQuestion } from './types.ts';

/**
 * ARM's 403 body for a missing right. Shape and wording as published in
 * https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
export function buildAuthorizationFailed(question: Pick<AccessQuestion, 'principal' | 'action' | 'scope'>) {
  const { principal, action, scope } = question;
  const message =
    `The client '${principal.clientId}' with object id '${principal.objectId}' does not have authorization ` +
    `to perform action '${action}' over scope '${scope}' or the scope is invalid. ` +
    'If access was recently granted, please refresh your credentials.';
  return { error: { code: 'AuthorizationFailed', message } };
}
