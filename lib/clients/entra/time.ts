import type { HttpClient } from '@azure/core-rest-pipeline';
import { ExternalError } from '../../base/errors/index.ts';
import type { RetryPorts } from '../../base/retry.ts';
import { createRest } from '../http/index.ts';

/** What is needed to ask Entra anything without signing in. */
export interface EntraTimeOptions {
  readonly tenantId: string;
  readonly httpClient: HttpClient;
  readonly ports: RetryPorts;
}

/** What time it is for Entra, to a second: the `Date` of its public metadata (RFC 9110 §6.6.1). Throws ENTRA_*. */
export async function readEntraTime(options: EntraTimeOptions): Promise<number> {
  const path = `${encodeURIComponent(options.tenantId)}/v2.0/.well-known/openid-configuration`;
  const url = `https://login.microsoftonline.com/${path}`;
  const { status, headers } = await createRest(options).send({ method: 'GET', url });
  const facts = { system: 'Entra ID', operation: 'openid-configuration', subject: options.tenantId, status };
  if (status !== 200) throw new ExternalError('ENTRA_UNAVAILABLE', { ...facts, reason: `HTTP ${status}` });
  const time = Date.parse(headers.get('date') ?? '');
  if (Number.isFinite(time)) return time;
  throw new ExternalError('ENTRA_MALFORMED', { ...facts, reason: 'the answer has no Date' });
}
