import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describeJob, githubIssuer, identities } from '../../estate/index.ts';
import type { Job } from '../../runner/types.ts';
import { createWorld } from '../../world/index.ts';
import type { World } from '../../world/index.ts';
import { createGithubOidc } from './index.ts';
import type { GithubOidc } from './index.ts';

const now = Date.parse('2029-05-06T07:08:09Z');
let folder: string;
let world: World;
let oidc: GithubOidc;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oidc-'));
  world = await createWorld({ folder, now });
  oidc = createGithubOidc(world);
});

afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

function job(parts: Partial<Job> = {}): Job {
  return describeJob({ workflow: 'main.yml', workspace: folder, ...parts });
}

async function readToken(token: string) {
  const { payload } = await jwtVerify(token, createLocalJWKSet(await oidc.jwks()), {
    currentDate: new Date(world.clock.now()),
    issuer: githubIssuer,
  });
  return payload;
}

function ask(url: string, token: string): Promise<Response> {
  return oidc.service.handle(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
}

describe('openJob', () => {
  it('gives a job with id-token: write a token for the audience it asks for', async () => {
    const opened = oidc.openJob(job());
    if (opened === undefined) throw new Error('the job was not opened');
    const answer = await ask(`${opened.url}&audience=api%3A%2F%2FAzureADTokenExchange`, opened.token);
    const { value } = v.parse(v.object({ value: v.string() }), await answer.json());
    const claims = await readToken(value);
    expect(claims.aud).toBe('api://AzureADTokenExchange');
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(300);
    expect(new URL(opened.url).host).toMatch(/\.actions\.githubusercontent\.com$/);
  });

  it('gives nothing to a job without the permission', () => {
    expect(oidc.openJob(job({ permissions: { contents: 'write' } }))).toBeUndefined();
    expect(oidc.openJob(job({ permissions: { 'id-token': 'read' } }))).toBeUndefined();
  });

  it('refuses an unknown token and the token of a closed job', async () => {
    const opened = oidc.openJob(job());
    if (opened === undefined) throw new Error('the job was not opened');
    expect((await ask(opened.url, 'other')).status).toBe(401);
    oidc.closeJob(opened.token);
    expect((await ask(opened.url, opened.token)).status).toBe(401);
  });
});

describe('mint', () => {
  const inMain = { workflow: 'main.yml', jobWorkflow: 'promote.yml', environment: 'promote' };

  it.each([
    ['a branch', { jobWorkflow: 'build.yml' }, identities.build.subjects[1]],
    ['an environment', inMain, identities.promote.subjects[1]],
    [
      'a pull request that calls the workflow of main',
      { event: 'pull_request', ref: 'refs/pull/7/merge', jobWorkflow: 'build.yml@refs/heads/main' },
      identities.buildPr.subjects[1],
    ],
    [
      'a pull request that calls its own workflow',
      { event: 'pull_request', ref: 'refs/pull/7/merge', jobWorkflow: 'build.yml' },
      identities.buildPr.subjects[1]?.replace('refs/heads/main', 'refs/pull/7/merge'),
    ],
    [
      'an environment with a colon',
      { environment: 'a:b' },
      `repo:contoso@51684213/lazaret@1043892716:environment:a%3Ab:job_workflow_ref:contoso/lazaret/.github/workflows/main.yml@refs/heads/main`,
    ],
  ])('builds the subject of %s', async (_name, parts, subject) => {
    expect((await readToken(await oidc.mint(job(parts)))).sub).toBe(subject);
  });

  it('names the repository without ids where the old form is assumed', async () => {
    world.setAssumption('oidc-subject-form', 'old');
    expect((await readToken(await oidc.mint(job(inMain)))).sub).toBe(identities.promote.subjects[0]);
  });

  it('leaves the workflow out of an uncustomised subject', async () => {
    oidc.setSubjectTemplate({ useDefault: true });
    expect((await readToken(await oidc.mint(job(inMain)))).sub).toBe(
      'repo:contoso@51684213/lazaret@1043892716:environment:promote',
    );
  });

  it('carries the claims of the run', async () => {
    const payload = { pull_request: { head: { ref: 'topic' }, base: { ref: 'main' } } };
    const parts = {
      event: 'pull_request',
      eventPayload: payload,
      ref: 'refs/pull/7/merge',
      attempt: 2,
      runId: 42,
    };
    const claims = await readToken(await oidc.mint(job(parts)));
    expect(claims).toMatchObject({
      aud: 'https://github.com/contoso',
      ...{ repository: 'contoso/lazaret', repository_id: '1043892716', repository_owner_id: '51684213' },
      ...{ actor: 'platform-engineer', actor_id: '71500102', event_name: 'pull_request' },
      ...{
        head_ref: 'topic',
        base_ref: 'main',
        run_id: '42',
        run_attempt: '2',
        runner_environment: 'self-hosted',
      },
      ...{
        workflow_ref: 'contoso/lazaret/.github/workflows/main.yml@refs/pull/7/merge',
        ref_protected: 'false',
      },
    });
  });
});
