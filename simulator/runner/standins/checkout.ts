import { mkdir, readdir, rm } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { runGit } from './git.ts';
import type { StandIn, StandInCall } from './types.ts';

const header = 'http.https://github.com/.extraheader';

/**
 * actions/checkout: a shallow clone of one commit (of a pull request the merge commit), whose credentials stay in
 * `.git/config` unless `persist-credentials: false`. https://github.com/actions/checkout#usage
 */
export const checkout: StandIn = {
  action: 'actions/checkout',
  inputs: {
    repository: '',
    ref: '',
    token: '',
    path: '.',
    'persist-credentials': 'true',
    clean: 'true',
    'fetch-depth': '1',
    'fetch-tags': 'false',
    'show-progress': 'true',
    'sparse-checkout': '',
    'sparse-checkout-cone-mode': 'true',
    lfs: 'false',
    submodules: 'false',
    'set-safe-directory': 'true',
    'allow-unsafe-pr-checkout': 'false',
  },
  async run(call) {
    refuseUnknownValues(call);
    refuseForkCheckout(call);
    const target = await findTarget(call);
    await prepareFolder(call, target.folder);
    await fetch(call, target);
    await checkOut(call, target);
    const commit = await runGit(call, target.folder, 'rev-parse', 'HEAD');
    call.tell(`HEAD is now at ${commit}`);
    return { ref: target.ref, commit };
  },
};

interface Target {
  readonly repository: string;
  readonly gitFolder: string;
  readonly token: string;
  /** What `ref` was asked for, and the commit that it is. */
  readonly ref: string;
  readonly sha: string;
  readonly folder: string;
}

function refuseUnknownValues({ inputs }: StandInCall): void {
  for (const name of ['lfs', 'submodules'] as const) {
    if (inputs[name] !== 'false') throw new Error(`the stand-in for actions/checkout knows no ${name}: true`);
  }
}

// Version 7 (2026-06-18) refuses the code of a fork where the event has the rights of the default branch.
function refuseForkCheckout({ session, inputs }: StandInCall): void {
  const isPrivileged = ['pull_request_target', 'workflow_run'].includes(session.job.event);
  const isPullRequest = /^refs\/pull\//.test(inputs['ref'] ?? '');
  if (!isPrivileged || !isPullRequest || inputs['allow-unsafe-pr-checkout'] === 'true') return;
  throw new Error(
    `checking out a pull request under ${session.job.event} wants allow-unsafe-pr-checkout: true`,
  );
}

async function findTarget(call: StandInCall): Promise<Target> {
  const { session, inputs } = call;
  const { job, world } = session;
  const asked = inputs['ref'] ?? '';
  const repository = inputs['repository'] || job.repository;
  const token = inputs['token'] || session.token;
  const isOwn = repository.toLowerCase() === job.repository.toLowerCase();
  const ref = asked || (isOwn ? job.ref : 'HEAD');
  const gitFolder = await world.findGitFolder(repository, token);
  if (gitFolder === undefined)
    throw new Error(
      `fatal: repository 'https://github.com/${repository}/' not found: the token may not read its contents`,
    );
  // Without `ref` it is the commit that started the run, not the tip of today.
  const sha = isOwn && asked === '' ? job.sha : await resolveRef(call, gitFolder, ref);
  return {
    repository,
    gitFolder,
    token,
    ref,
    sha,
    folder: placeFolder(job.workspace, inputs['path'] ?? '.'),
  };
}

function placeFolder(workspace: string, path: string): string {
  const folder = join(workspace, path);
  const inside = relative(workspace, folder);
  if (inside.startsWith('..') || isAbsolute(inside))
    throw new Error(`Repository path '${folder}' is not under '${workspace}'`);
  return folder;
}

async function resolveRef(call: StandInCall, gitFolder: string, ref: string): Promise<string> {
  for (const name of [ref, `refs/heads/${ref}`, `refs/tags/${ref}`]) {
    const sha = await runGit(call, gitFolder, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`).catch(
      (): undefined => undefined,
    );
    if (sha !== undefined) return sha;
  }
  throw new Error(`A branch or tag with the name '${ref}' could not be found`);
}

async function prepareFolder({ inputs }: StandInCall, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (inputs['clean'] !== 'true') return;
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
}

async function fetch(call: StandInCall, { folder, gitFolder, repository, sha, ref }: Target): Promise<void> {
  await runGit(call, folder, 'init', '--quiet');
  await runGit(call, folder, 'remote', 'add', 'origin', `https://github.com/${repository}`);
  const depth = Number(call.inputs['fetch-depth']);
  if (!Number.isInteger(depth) || depth < 0) throw new Error("Input 'fetch-depth' is a whole number");
  const limits = depth === 0 ? [] : [`--depth=${depth}`];
  const tags = call.inputs['fetch-tags'] === 'true' || depth === 0 ? ['--tags'] : ['--no-tags'];
  const everything = depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*'] : [];
  call.tell(`Fetching ${repository} at ${sha}`);
  await runGit(
    call,
    folder,
    'fetch',
    '--quiet',
    ...tags,
    ...limits,
    `file://${gitFolder}`,
    ...everything,
    sha,
  );
  await runGit(call, folder, 'update-ref', trackingRef(ref), sha);
}

function trackingRef(ref: string): string {
  if (ref.startsWith('refs/heads/')) return ref.replace('refs/heads/', 'refs/remotes/origin/');
  if (ref.startsWith('refs/pull/')) return ref.replace('refs/', 'refs/remotes/');
  return 'refs/remotes/origin/checkout';
}

async function checkOut(call: StandInCall, target: Target): Promise<void> {
  const { folder, sha, ref, token } = target;
  const { inputs } = call;
  const patterns = (inputs['sparse-checkout'] ?? '').split('\n').filter((line) => line.trim() !== '');
  if (patterns.length > 0) {
    const mode = inputs['sparse-checkout-cone-mode'] === 'true' ? '--cone' : '--no-cone';
    await runGit(call, folder, 'sparse-checkout', 'set', mode, ...patterns);
  }
  // A branch is checked out as such, everything else detached.
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  const how = branch === undefined ? ['--detach', sha] : ['-B', branch, sha];
  await runGit(call, folder, 'checkout', '--quiet', '--force', ...how);
  if (inputs['persist-credentials'] !== 'true') return;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  call.session.masks.add(basic);
  await runGit(call, folder, 'config', '--local', header, `AUTHORIZATION: basic ${basic}`);
  call.onPost(async (tell) => {
    tell('Removing auth');
    await runGit({ ...call, signal: undefined }, folder, 'config', '--local', '--unset-all', header).catch(
      (): undefined => undefined,
    );
  });
}
