import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { repository } from '../../estate/index.ts';
import { createWorld } from '../../world/index.ts';
import type { World } from '../../world/index.ts';
import { createGithub } from '../index.ts';
import type { Github } from '../index.ts';

export const name = repository.fullName;
export type Permissions = Readonly<Record<string, 'read' | 'write'>>;

/** All that a GITHUB_TOKEN can have and the API here asks for. */
export const everything: Permissions = {
  ...{ actions: 'write', checks: 'write', contents: 'write', deployments: 'write' },
  ...{ issues: 'write', 'pull-requests': 'write', statuses: 'write' },
};

/** A call of the REST API, by a job with these permissions or by somebody. */
export interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly permissions?: Permissions;
  readonly login?: string;
  readonly accept?: string;
  readonly repository?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
}

/** A fresh GitHub for each test of a file. */
export function useGithub(): {
  github(): Github;
  world(): World;
  call(path: string, order?: Call): Promise<Answer>;
} {
  let [folder, world, github]: [string, World | undefined, Github | undefined] = ['', undefined, undefined];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lazaret-github-test-'));
    world = await createWorld({ folder, now: Date.parse('2026-11-21T10:00:00Z') });
    github = createGithub(world);
  });
  afterEach(async () => {
    await world?.close();
    await rm(folder, { recursive: true, force: true });
  });
  const open = (): Github => {
    if (github === undefined) throw new Error('GitHub is there in tests alone');
    return github;
  };
  return {
    github: open,
    world() {
      if (world === undefined) throw new Error('the world is there in tests alone');
      return world;
    },
    call: (path, order) => callRest(open(), path, order),
  };
}

async function callRest(github: Github, path: string, order: Call = {}): Promise<Answer> {
  const { method = 'GET', body } = order;
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const request = new Request(`https://api.github.com${path}`, {
    ...{ method, headers: buildHeaders(github, order), ...init },
  });
  const response = await github.services[0]?.handle(request);
  if (response === undefined) throw new Error('no REST service');
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const parsed: unknown = isJson && text !== '' ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, body: parsed, text };
}

function buildHeaders(github: Github, order: Call): Headers {
  const { permissions = everything, login, accept, repository: fullName = name } = order;
  const token =
    login === undefined
      ? github.tokenFor({ repository: fullName, permissions })
      : github.tokenOf(login, fullName, permissions);
  const headers = new Headers({ authorization: `Bearer ${token}`, 'user-agent': 'test' });
  if (accept !== undefined) headers.set('accept', accept);
  return headers;
}
