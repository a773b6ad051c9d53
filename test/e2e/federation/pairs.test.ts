import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  describeJob,
  environments,
  exchangeAudience,
  identities,
  tenantId,
} from '../../../simulator/estate/index.ts';
import type { Job } from '../../../simulator/runner/index.ts';
import { startSimulation } from '../../../simulator/simulation.ts';
import type { Simulation } from '../../../simulator/simulation.ts';

type IdentityName = keyof typeof identities;

/**
 * The pairs of workflow file and context in which each identity may be had. In a pull request a workflow that is
 * called by path is the pull request's own (`…@refs/pull/7/merge`), so the identity of pull requests is had only by
 * calling main's file by its full name: https://docs.github.com/actions/reference/security/oidc#oidc-token-claims
 */
const pairs: Readonly<Record<IdentityName, readonly (readonly [file: string, context: string])[]>> = {
  build: [['build.yml', 'main']],
  buildPr: [['build.yml@refs/heads/main', 'pull request']],
  import: [['import.yml', 'main']],
  provenance: [['provenance.yml', 'main']],
  gate: [['gate.yml', 'main']],
  promote: [
    ['promote.yml', 'promote'],
    ['break-glass.yml', 'break-glass'],
  ],
  reader: [
    ['break-glass.yml', 'main'],
    ['drift.yml', 'main'],
    ['gate.yml', 'main'],
    ['gate.yml@refs/heads/main', 'pull request'],
    ['promote.yml', 'main'],
  ],
  conformance: [['conformance.yml', 'main']],
};

const names = [
  'build',
  'import',
  'provenance',
  'gate',
  'promote',
  'drift',
  'conformance',
  'deploy-infra',
  'break-glass',
];
const files = names.flatMap((name) => [`${name}.yml`, `${name}.yml@refs/heads/main`]);

const contexts: Readonly<Record<string, Partial<Job>>> = {
  main: {},
  'pull request': { event: 'pull_request', ref: 'refs/pull/7/merge' },
  'another branch': { ref: 'refs/heads/feature' },
  tag: { ref: 'refs/tags/v1.0.0' },
  promote: { environment: 'promote' },
  production: { environment: 'production' },
  'break-glass': { environment: 'break-glass' },
};

let folder: string;
let simulation: Simulation;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-federation-'));
  simulation = await startSimulation({ folder, now: Date.parse('2026-11-02T08:00:00Z') });
});

afterAll(async () => {
  await simulation.stop();
  await rm(folder, { recursive: true });
});

/** Entra's answer to a job that asks to be an identity: its client id, or the number of the refusal. */
async function signIn(name: IdentityName, job: Partial<Job> & { readonly file: string }): Promise<string> {
  const { file, ...changes } = job;
  const asked = describeJob({ workflow: 'main.yml', jobWorkflow: file, workspace: '/', ...changes });
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: identities[name].clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await simulation.oidc.mint(asked, exchangeAudience),
    scope: 'https://management.azure.com/.default',
  });
  const url = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`;
  const answer = await simulation.services.ask(new Request(url, { method: 'POST', body: form }));
  const body = JSON.stringify(await answer.json());
  if (answer.status !== 200) return /AADSTS\d+/.exec(body)?.[0] ?? body;
  const payload = /"access_token":"[^".]+\.([^".]+)\./.exec(body)?.[1] ?? '';
  return /"appid":"([^"]+)"/.exec(Buffer.from(payload, 'base64url').toString())?.[1] ?? body;
}

describe.each(['immutable', 'old'])('with subjects in the %s form', (form) => {
  it.each(Object.keys(pairs))('%s is had from its own workflow and context alone', async (text) => {
    simulation.world.setAssumption('oidc-subject-form', form);
    const name = Object.keys(identities).find((each): each is IdentityName => each === text) ?? 'build';
    const answers = new Map<string, string>();
    for (const file of files) {
      for (const [context, job] of Object.entries(contexts)) {
        answers.set(`${file} ${context}`, await signIn(name, { file, ...job }));
      }
    }
    const clientIds = [...answers.values()].filter((answer) => !answer.startsWith('AADSTS'));
    // On main itself the full name of a file is the same file.
    const own = pairs[name].flatMap(([file, context]) => [
      `${file} ${context}`,
      `${file.replace(/@.*/, '')}@refs/heads/main ${context}`,
    ]);
    expect(new Set([...answers.keys()].filter((pair) => answers.get(pair) !== 'AADSTS700213'))).toEqual(
      new Set(own),
    );
    expect(new Set(clientIds)).toEqual(new Set([identities[name].clientId]));
  });
});

describe('subjects that look like an own one', () => {
  it.each<[string, Partial<Job> & { readonly file: string }]>([
    ['the workflow of another branch', { file: 'promote.yml@refs/heads/feature', environment: 'promote' }],
    [
      'another repository of the organisation',
      { file: 'promote.yml', repository: 'contoso/other', environment: 'promote' },
    ],
    ['an environment with a colon in its name', { file: 'promote.yml', environment: 'promote:x' }],
    ['a workflow file that begins alike', { file: 'promote.yml.yml', environment: 'promote' }],
  ])('%s gets no token', async (_name, job) => {
    expect(await signIn('promote', job)).toBe('AADSTS700213');
  });

  // An environment stands before everything else in the context: its branch policy keeps pull requests out, not Entra.
  it('a pull request that GitHub would let into the environment has its subject', async () => {
    const job = { ...contexts['pull request'], environment: 'promote', file: 'promote.yml@refs/heads/main' };
    expect(await signIn('promote', job)).toBe(identities.promote.clientId);
    expect(await signIn('promote', { ...job, file: 'promote.yml' })).toBe('AADSTS700213');
    expect(new Set(environments.map(({ branches }) => branches.join()))).toEqual(new Set(['main']));
  });

  it('another case of the environment is told apart', async () => {
    expect(await signIn('promote', { file: 'promote.yml', environment: 'Promote' })).toBe('AADSTS7002138');
  });

  it('the default subject of a repository without customisation fits nobody', async () => {
    simulation.oidc.setSubjectTemplate({ useDefault: true });
    const answers = await Promise.all(
      Object.keys(contexts).map((context) => signIn('build', { file: 'build.yml', ...contexts[context] })),
    );
    simulation.oidc.setSubjectTemplate({ useDefault: false });
    expect([...new Set(answers)]).toEqual(['AADSTS700213']);
  });
});
