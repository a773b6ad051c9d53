import { describe, expect, it } from '@jest/globals';
import { CodedError, ExternalError } from '../../base/errors/index.ts';
import { createStillClock, scriptHttp } from '../../../test/support/scripted-http.ts';
import type { ScriptedAnswer, SeenRequest } from '../../../test/support/scripted-http.ts';
import { createEntraCredential } from './index.ts';
import type { EntraCredential } from './index.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const clientId = '22222222-2222-4222-8222-222222222222';
const scope = 'https://management.azure.com/.default';
const success = { status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: 'access-1' } };

function makeAssertion(serial: number): string {
  const claims = {
    iss: 'https://token.actions.githubusercontent.com',
    sub: 'repo:o/r:ref:refs/heads/main',
    aud: 'api://AzureADTokenExchange',
    serial,
  };
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;
}

interface Rig {
  readonly credential: EntraCredential;
  readonly requests: readonly SeenRequest[];
  readonly minted: readonly string[];
  readonly masked: readonly string[];
  readonly slept: readonly number[];
}

function createRig(answer: (request: SeenRequest, index: number) => ScriptedAnswer): Rig {
  const http = scriptHttp(answer);
  const minted: string[] = [];
  const masked: string[] = [];
  const clock = createStillClock(Date.now());
  const credential = createEntraCredential({
    tenantId,
    clientId,
    httpClient: http,
    ports: { clock, random: () => 0 },
    mask: (secret) => void masked.push(secret),
    getIdToken: async (audience) => {
      expect(audience).toBe('api://AzureADTokenExchange');
      minted.push(makeAssertion(minted.length));
      return minted.at(-1) ?? '';
    },
  });
  return { credential, requests: http.requests, minted, masked, slept: clock.slept };
}

function refuse(status: number, number: number): ScriptedAnswer {
  const description = `AADSTS${number}: refused. Trace ID: t Correlation ID: c Timestamp: 2026`;
  return {
    status,
    body: {
      error: 'invalid_client',
      error_description: description,
      error_codes: [number],
      correlation_id: 'corr-1',
    },
  };
}

async function catchCoded(work: Promise<unknown>): Promise<CodedError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof CodedError) return error;
  throw new Error(`expected a coded error, got ${String(error)}`);
}

describe('createEntraCredential', () => {
  it('makes one OIDC request and one token request for many callers', async () => {
    const rig = createRig(() => success);
    const tokens = await Promise.all([1, 2, 3].map(() => rig.credential.getToken(scope)));
    tokens.push(await rig.credential.getToken(scope));
    expect(tokens.map(({ token }) => token)).toEqual(['access-1', 'access-1', 'access-1', 'access-1']);
    expect(rig.minted).toHaveLength(1);
    expect(rig.requests).toHaveLength(1);
    expect(rig.masked).toEqual(['access-1']);
    const form = new URLSearchParams(rig.requests[0]?.body);
    expect(form.get('client_assertion')).toBe(rig.minted[0]);
    expect(form.get('scope')).toContain(scope);
    expect(rig.requests[0]?.url.pathname).toBe(`/${tenantId}/oauth2/v2.0/token`);
  });

  it('keeps one token a scope', async () => {
    const rig = createRig(() => success);
    await rig.credential.getToken(scope);
    await rig.credential.getToken('https://containerregistry.azure.net/.default');
    expect(rig.minted).toHaveLength(2);
  });

  it('mints a new assertion for each repeated exchange and honours Retry-After', async () => {
    const busy = { status: 503, headers: { 'Retry-After': '7' }, body: 'busy' };
    const rig = createRig((_request, index) => (index === 0 ? busy : success));
    await rig.credential.getToken(scope);
    expect(rig.minted).toHaveLength(2);
    const sent = rig.requests.map(({ body }) => new URLSearchParams(body).get('client_assertion'));
    expect(sent).toEqual(rig.minted);
    expect(rig.slept).toEqual([7000]);
  });

  it('asks again after a dropped reply', async () => {
    const dropped = new ExternalError('NETWORK_INTERRUPTED', {
      system: 'h',
      operation: 'POST',
      subject: 'h',
      reason: 'ECONNRESET',
      isRetryable: true,
    });
    const rig = createRig((_request, index) => (index === 0 ? dropped : success));
    expect((await rig.credential.getToken(scope)).token).toBe('access-1');
  });

  it.each([
    [700213, 'ENTRA_FEDERATION_MISMATCH'],
    [70021, 'ENTRA_FEDERATION_MISMATCH'],
    [700211, 'ENTRA_FEDERATION_MISMATCH'],
    [700024, 'ENTRA_ASSERTION_EXPIRED'],
    [7000215, 'ENTRA_ASSERTION_REFUSED'],
    [700016, 'ENTRA_APPLICATION_UNKNOWN'],
    [90002, 'ENTRA_TENANT_UNKNOWN'],
    [999999, 'ENTRA_REFUSED'],
  ])('turns AADSTS%d into %s without asking twice', async (number, code) => {
    const rig = createRig(() => refuse(400, number));
    const error = await catchCoded(rig.credential.getToken(scope));
    expect(error.code).toBe(code);
    expect(rig.requests).toHaveLength(1);
    expect(error.message).toContain(`AADSTS${number}`);
    expect(error.message).not.toContain(rig.minted[0] ?? 'none');
  });

  it('says which subject, issuer and audience to register', async () => {
    const rig = createRig(() => refuse(401, 700213));
    const { reason } = await catchCoded(rig.credential.getToken(scope));
    expect(reason).toContain('"repo:o/r:ref:refs/heads/main"');
    expect(reason).toContain('"https://token.actions.githubusercontent.com"');
    expect(reason).toContain('"api://AzureADTokenExchange"');
  });

  it('names an answer that is no token', async () => {
    const { credential } = createRig(() => ({ status: 200, body: '<html>Sign in</html>' }));
    expect((await catchCoded(credential.getToken(scope))).code).toBe('ENTRA_MALFORMED');
  });

  it('keeps the code of a broken network', async () => {
    const refused = new ExternalError('NETWORK_PROXY_REFUSED', {
      system: 'h',
      operation: 'POST',
      subject: 'h',
      reason: 'ERR_PROXY_TUNNEL',
    });
    const rig = createRig(() => refused);
    expect((await catchCoded(rig.credential.getToken(scope))).code).toBe('NETWORK_PROXY_REFUSED');
    expect(rig.requests).toHaveLength(1);
  });

  it('says that id-token is not granted when GitHub gives no token', async () => {
    const credential = createEntraCredential({
      tenantId,
      clientId,
      httpClient: scriptHttp(() => success),
      ports: { clock: createStillClock(), random: () => 0 },
      mask: () => undefined,
      getIdToken: async () =>
        Promise.reject(new Error('Unable to get ACTIONS_ID_TOKEN_REQUEST_URL env variable')),
    });
    expect((await catchCoded(credential.getToken(scope))).code).toBe('ENTRA_ASSERTION_UNAVAILABLE');
  });
});
