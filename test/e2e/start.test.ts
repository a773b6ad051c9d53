import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { identities, live, quarantine, subscriptionId, tenantId } from '../../simulator/estate/index.ts';
import { itNeeds } from '../support/optional.ts';
import { root } from '../support/repository.ts';
import { runCli } from '../support/world/cli.ts';
import type { CliEnd } from '../support/world/cli.ts';

const Pinned = v.pipe(v.string(), v.regex(/^[a-z]+\.azurecr\.io\/[a-z0-9./-]+@sha256:[0-9a-f]{64}$/));
const Digest = v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/));
const Duration = v.pipe(v.number(), v.integer(), v.minValue(0));
const Tag = v.strictObject({ name: v.string(), digest: Digest, isLocked: v.boolean() });

/** What programs may rely on in version 1 of `result.json`. */
const Result = v.strictObject({
  schema: v.strictObject({ name: v.literal('lazaret.simulation-result'), version: v.literal(1) }),
  scenario: v.string(),
  title: v.string(),
  conclusion: v.literal('success'),
  durationMs: Duration,
  decisions: v.array(
    v.looseObject({
      image: Pinned,
      outcome: v.picklist(['pass', 'fail', 'indeterminate']),
      waived: v.array(v.looseObject({ days: v.number() })),
    }),
  ),
  promotions: v.array(
    v.strictObject({ quarantine: Pinned, live: Pinned, record: Digest, status: v.literal('promoted') }),
  ),
  runs: v.array(
    v.strictObject({
      ...{ runId: v.number(), job: v.string(), action: v.string(), title: v.string() },
      ...{ startedAt: v.pipe(v.string(), v.isoTimestamp()), durationMs: Duration },
      ...{ conclusion: v.picklist(['success', 'failure']), outputs: v.record(v.string(), v.string()) },
    }),
  ),
  registries: v.record(
    v.string(),
    v.array(v.strictObject({ repository: v.string(), tags: v.array(Tag), untagged: v.number() })),
  ),
});

let folder: string;
let started: CliEnd;
let result: v.InferOutput<typeof Result>;

function start(...args: readonly string[]): Promise<CliEnd> {
  return runCli(['start', '--state', folder, ...args]);
}

function simulator(command: string, ...args: readonly string[]): Promise<CliEnd> {
  return runCli(['simulator', command, '--state', folder, ...args]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lazaret-start-'));
  started = await start('--json');
  result = v.parse(Result, JSON.parse(started.stdout));
}, 900_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('npm start', () => {
  it('ends with 0, prints nothing but JSON, and leaves the same in result.json', async () => {
    expect([started.code, started.stderr]).toEqual([0, '']);
    expect(JSON.parse(await readFile(join(folder, 'result.json'), 'utf8'))).toEqual(
      JSON.parse(started.stdout),
    );
  });

  it('brings two images from quarantine to live by their digests, one built on the other', () => {
    expect(result.promotions).toHaveLength(2);
    for (const { quarantine: from, live: to } of result.promotions) {
      expect(to).toBe(from.replace(quarantine.loginServer, live.loginServer));
    }
    const [base, service] = result.promotions;
    // The pull request built it first, into a folder of its own; what goes live was built again from main.
    const [proposed, built] = result.runs.filter(({ action }) => action === 'build-image');
    expect(proposed?.outputs['image']).toContain('/pr/workload/chain-api@');
    expect(built?.outputs['image']).toBe(service?.quarantine);
    expect(built?.outputs['base-digests']).toContain(base?.live.replace(/.*@/, ''));
  });

  it('lets three images through the gate with three answers, and one step fails: the gate that blocks', () => {
    const answers = result.decisions.map(({ image, outcome, waived }) => [
      image.replace(/^[^/]+\/|@.*$/g, ''),
      outcome,
      waived.map(({ days }) => days),
    ]);
    expect(answers.sort()).toEqual([
      ['pr/workload/chain-api', 'pass', []],
      ['upstream/docker.io/library/node', 'pass', []],
      ['upstream/ghcr.io/kubereboot/kured', 'fail', []],
      ['workload/chain-api', 'pass', [12]],
    ]);
    const failed = result.runs.filter(({ conclusion }) => conclusion === 'failure');
    expect(failed.map(({ action }) => action)).toEqual(['gate-image']);
  });

  it('leaves a locked intent and completion beside every promoted image, and its tags locked', () => {
    const contents = result.registries[live.loginServer] ?? [];
    for (const { live: image } of result.promotions) {
      const [place = '', digest = ''] = image.split('@');
      const repository = place.slice(live.loginServer.length + 1);
      const tags = contents.find((each) => each.repository === repository)?.tags ?? [];
      const hex = digest.slice('sha256:'.length);
      const names = [`intent-sha256-${hex}`, `promotion-sha256-${hex}`];
      expect(tags.filter(({ name }) => names.includes(name))).toHaveLength(2);
      expect(tags.some(({ digest: own }) => own === digest)).toBe(true);
      expect(tags.filter(({ isLocked }) => !isLocked)).toEqual([]);
    }
  });

  it('writes a page without scripts, in which no log line is markup', async () => {
    const page = await readFile(join(folder, 'index.html'), 'utf8');
    expect(page).not.toMatch(/<script|javascript:|\son[a-z]+=/i);
    const logs = [...page.matchAll(/<pre>(.*?)<\/pre>/gs)].map((match) => match[1] ?? '');
    expect(logs.length).toBeGreaterThanOrEqual(result.runs.length);
    expect(logs.filter((log) => log.includes('<'))).toEqual([]);
    for (const { live: image } of result.promotions) expect(page).toContain(image);
  });

  it('keeps a log and a summary of every step, and every request without its secrets', async () => {
    expect(await readdir(join(folder, 'logs'))).toHaveLength(result.runs.length);
    expect(await readdir(join(folder, 'summaries'))).toHaveLength(result.runs.length);
    const requests = (await readFile(join(folder, 'requests.jsonl'), 'utf8')).trim().split('\n');
    // JSON web tokens, GitHub's tokens, storage signatures, headers.
    const secret = /\beyJ[\w-]+\.eyJ|\bgh[ps]_|[?&"]sig=(?!REDACTED)|authorization"/i;
    expect(requests.filter((line) => secret.test(line))).toEqual([]);
    const statuses = requests.map((line) => Number(/"status":(\d+)/.exec(line)?.[1]));
    expect(statuses.filter((status) => !(status >= 200 && status < 500))).toEqual([]);
  });
});

describe('commands on the world that npm start left', () => {
  it.each([
    [['-e', 'process.exit(0)'], 0],
    [['-e', 'process.exit(7)'], 7],
    [['-e', 'process.kill(process.pid, "SIGTERM")'], 143],
  ])('exec passes the exit code of node %j on', async (args, code) => {
    expect((await simulator('exec', '--', process.execPath, ...args)).code).toBe(code);
  });

  it('exec gives an ordinary program the registries, without a login', async () => {
    const [, service] = result.promotions;
    const [place = '', digest = ''] = (service?.live ?? '').split('@');
    const url = `https://${place.replace('/', '/v2/')}/manifests/${digest}`;
    const script = `
      const { auths } = JSON.parse(require('fs').readFileSync(process.env.REGISTRY_AUTH_FILE));
      const [, refresh_token] = atob(auths['${live.loginServer}'].auth).split(':');
      const scope = 'repository:workload/chain-api:pull';
      const body = new URLSearchParams({ grant_type: 'refresh_token', service: '${live.loginServer}', scope, refresh_token });
      fetch('https://${live.loginServer}/oauth2/token', { method: 'POST', body }).then((answer) => answer.json())
        .then(({ access_token }) => fetch('${url}', { headers: { authorization: 'Bearer ' + access_token } }))
        .then((answer) => console.log(answer.status, answer.headers.get('docker-content-digest')));`;
    const { stdout } = await simulator('exec', '--', process.execPath, '-e', script);
    expect(stdout).toBe(`200 ${digest}\n`);
  });

  itNeeds('skopeo', 'exec lets skopeo inspect what was promoted, in both registries', async () => {
    for (const { quarantine: from, live: to } of result.promotions) {
      for (const image of [from, to]) {
        const { code, stdout } = await simulator('exec', '--', 'skopeo', 'inspect', `docker://${image}`);
        expect(code).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject({ Digest: image.replace(/.*@/, ''), Architecture: 'amd64' });
      }
    }
  });

  itNeeds(
    'az',
    'exec lets az log in with the token of a job',
    async () => {
      const { clientId } = identities.build;
      const token = (await simulator('oidc-token', '--workflow', 'build.yml')).stdout.trim();
      const login = ['login', '--service-principal', '--tenant', tenantId, '--username', clientId];
      const args = [...login, '--federated-token', token, '--output', 'json'];
      const { code, stdout } = await simulator('exec', '--', 'az', ...args);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject([{ id: subscriptionId, user: { name: clientId } }]);
    },
    240_000,
  );

  it('exec without a program, and with one that is not there, is wrong usage', async () => {
    expect((await simulator('exec')).code).toBe(2);
    expect((await simulator('exec', '--', 'no-such-program')).code).toBe(2);
  });

  it('env --json names what a stranger needs', async () => {
    const { code, stdout } = await simulator('env', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ tenantId, subscriptionId, variables: null },
      registries: [{ id: quarantine.id }, { id: live.id }, { name: 'lazaretlegacy' }],
      tokens: [{ user: 'conformance', repositories: 'conformance/*', password: expect.any(String) }],
    });
    expect(JSON.parse(stdout)).toMatchObject({
      identities: expect.arrayContaining([
        expect.objectContaining({ clientId: identities.promote.clientId }),
      ]),
    });
    expect((await simulator('env')).code).toBe(1);
  });

  it('oidc-token prints the token that a job would get', async () => {
    const job = ['--workflow', 'promote.yml', '--environment', 'promote'];
    const { stdout } = await simulator('oidc-token', ...job);
    expect(identities.promote.subjects).toContain(decodeJwt(stdout.trim()).sub);
    const other = await simulator('oidc-token', '--subject', 'somebody', '--audience', 'api://x');
    expect(decodeJwt(other.stdout.trim())).toMatchObject({ sub: 'somebody', aud: 'api://x' });
  });

  it('up holds the world until Ctrl-C', async () => {
    const interrupt = { when: /export HTTPS_PROXY/, by: 'SIGINT' } as const;
    const { code, stdout } = await runCli(['simulator', 'up', '--state', folder], { interrupt });
    expect(code).toBe(0);
    expect(stdout).toContain('export REGISTRY_AUTH_FILE=');
    expect((await simulator('env')).code).toBe(1);
  });

  it('a world that is held is nobody else’s', async () => {
    const script = `
      const { spawnSync } = require('child_process');
      const { status } = spawnSync(process.execPath, ['--no-warnings', '${join(root, 'simulator/cli.ts')}', 'start', '--state', '${folder}']);
      process.exit(status);`;
    expect((await simulator('exec', '--', process.execPath, '-e', script)).code).toBe(2);
  });
});

describe('the folder', () => {
  it('is played in again from the beginning', async () => {
    const { code, stdout } = await start('--json', '--scenario', 'pool-empty');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'pool-empty', promotions: [] });
    expect(stdout).not.toContain('kubereboot/kured');
  }, 900_000);

  it('is empty after a reset', async () => {
    expect((await simulator('reset')).code).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });
});
