import * as v from 'valibot';
import { checkJson } from '../../base/schema.ts';

const AssertionClaims = v.object({
  iss: v.string(),
  sub: v.string(),
  aud: v.union([v.string(), v.array(v.string())]),
});

/** The three claims of an assertion that Entra compares with a federated credential. */
export interface AssertionClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** Reads the claims of our own assertion, unverified, to tell a person what to register; undefined when it is no JWT. */
export function findClaims(assertion: string): AssertionClaims | undefined {
  const payload = assertion.split('.')[1];
  if (payload === undefined) return undefined;
  const checked = checkJson(AssertionClaims, Buffer.from(payload, 'base64url').toString('utf8'));
  if (!checked.ok) return undefined;
  const { iss, sub, aud } = checked.value;
  return { issuer: iss, subject: sub, audience: typeof aud === 'string' ? aud : aud.join(', ') };
}
