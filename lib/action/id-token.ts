import { ExternalError, UserError } from '../base/errors/index.ts';
import type { Env } from './env.ts';
import { hasIdTokenPermission } from './env.ts';
import type { Toolkit } from './host.ts';

/** Asks GitHub for one OIDC token; the toolkit masks it. Throws ID_TOKEN_NOT_PERMITTED before any call. */
export async function requestIdToken(
  audience: string,
  env: Env,
  toolkit: Pick<Toolkit, 'getIdToken'>,
): Promise<string> {
  if (!hasIdTokenPermission(env)) {
    throw new UserError('ID_TOKEN_NOT_PERMITTED', {
      subject: audience,
      reason: 'the runner offers no token service to this job',
    });
  }
  try {
    return await toolkit.getIdToken(audience);
  } catch (error) {
    throw new ExternalError('ID_TOKEN_UNAVAILABLE', {
      subject: audience,
      reason: error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : 'no answer',
      system: 'GitHub Actions OIDC',
      operation: 'request an ID token',
      isRetryable: true,
      cause: error,
    });
  }
}
