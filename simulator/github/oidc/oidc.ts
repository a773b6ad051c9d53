import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { githubIssuer, organisation, subjectClaimKeys } from '../../estate/index.ts';
import type { Job } from '../../runner/types.ts';
import { openSigningKey } from '../../world/index.ts';
import type { Service, Slice, World } from '../../world/types.ts';
import { buildClaims } from './claims.ts';
import type { SubjectTemplate } from './claims.ts';

/** The tokens live exactly five minutes and count from ten before (sample in GitHub's OIDC reference). */
const lifetimeSeconds = 300;
const notBeforeSeconds = 600;

/** What a job's steps get as ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN. */
export interface TokenRequest {
  readonly url: string;
  readonly token: string;
}

/** The simulated token issuer of GitHub Actions. */
export interface GithubOidc {
  readonly service: Service;
  readonly issuer: string;
  jwks(): Promise<JSONWebKeySet>;
  /** Opens the request endpoint for one job; undefined for a job without `id-token: write`. */
  openJob(job: Job): TokenRequest | undefined;
  /** Ends a job: its request token is refused from now on. */
  closeJob(token: string): void;
  /** The token that a job would get; `extra` claims replace its own, for tests of what Entra refuses. */
  mint(job: Job, audience?: string, extra?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Changes how subjects are built. */
  setSubjectTemplate(template: Partial<Pick<SubjectTemplate, 'useDefault' | 'includeClaimKeys'>>): void;
}

interface OidcState {
  useDefault: boolean;
  includeClaimKeys: readonly string[];
  /** Open jobs by the SHA-256 of their request token. */
  jobs: Record<string, Job>;
}

/** Opens the issuer on the world's state. */
export function createGithubOidc(world: World): GithubOidc {
  const key = openSigningKey(world.folder, 'github-oidc');
  const slice = world.slice<OidcState>('github-oidc', () => ({
    useDefault: false,
    includeClaimKeys: subjectClaimKeys,
    jobs: {},
  }));
  const jwks = async (): Promise<JSONWebKeySet> => (await key()).jwks;
  const mint: GithubOidc['mint'] = async (job, audience, extra) => {
    const { kid, privateKey } = await key();
    const now = Math.floor(world.clock.now() / 1000);
    const claims = {
      jti: world.uuid(),
      ...buildClaims(job, readTemplate(world, slice)),
      iss: githubIssuer,
      aud: audience ?? `https://github.com/${organisation.login}`,
      ...{ nbf: now - notBeforeSeconds, iat: now, exp: now + lifetimeSeconds },
      ...extra,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid, x5t: kid })
      .sign(privateKey);
  };
  return {
    service: createService({ jwks, mint, findJob: (token) => slice.value.jobs[hashToken(token)] }),
    issuer: githubIssuer,
    ...{ jwks, mint },
    ...createJobs(world, slice),
    setSubjectTemplate(template) {
      Object.assign(slice.value, template);
      slice.touch();
    },
  };
}

function createJobs(world: World, slice: Slice<OidcState>): Pick<GithubOidc, 'openJob' | 'closeJob'> {
  return {
    openJob(job) {
      if (job.permissions['id-token'] !== 'write') return undefined;
      const token = Buffer.from(world.bytes(48)).toString('base64url');
      slice.value.jobs[hashToken(token)] = { ...job, eventPayload: job.eventPayload ?? null };
      slice.touch();
      return { url: buildRequestUrl(world), token };
    },
    closeJob(token) {
      Reflect.deleteProperty(slice.value.jobs, hashToken(token));
      slice.touch();
    },
  };
}

// The double slash and the query are GitHub's own; clients append `&audience=` (@actions/core, oidc-utils).
function buildRequestUrl(world: World): string {
  const plan = `${world.uuid()}/${world.uuid()}`;
  return `https://run-actions-1-azure-eastus.actions.githubusercontent.com/103//idtoken/${plan}?api-version=2.0`;
}

function readTemplate(world: World, slice: Slice<OidcState>): SubjectTemplate {
  const { useDefault, includeClaimKeys } = slice.value;
  const form = world.assume('oidc-subject-form') === 'old' ? 'old' : 'immutable';
  return { useDefault, includeClaimKeys, form };
}

function createService(issuer: {
  readonly jwks: () => Promise<JSONWebKeySet>;
  readonly mint: GithubOidc['mint'];
  readonly findJob: (token: string) => Job | undefined;
}): Service {
  return {
    name: 'GitHub OIDC',
    hosts: ['token.actions.githubusercontent.com', '*.actions.githubusercontent.com'],
    async handle(request) {
      const { pathname, searchParams } = new URL(request.url);
      if (pathname === '/.well-known/openid-configuration') return Response.json(buildConfiguration());
      if (pathname === '/.well-known/jwks') return Response.json(await issuer.jwks());
      if (!/\/idtoken\//.test(pathname)) return Response.json({ message: 'Not Found' }, { status: 404 });
      const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
      const job = token === undefined ? undefined : issuer.findJob(token);
      if (job === undefined) return Response.json({ message: 'Unauthorized' }, { status: 401 });
      return Response.json({ value: await issuer.mint(job, searchParams.get('audience') ?? undefined) });
    },
  };
}

// Names as https://token.actions.githubusercontent.com/.well-known/openid-configuration lists them.
function buildConfiguration() {
  return {
    issuer: githubIssuer,
    jwks_uri: `${githubIssuer}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  };
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
