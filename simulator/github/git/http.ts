import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Service } from '../../world/index.ts';
import { gitEnv } from './git.ts';

/** What somebody with a token, or nobody, may do with a repository. */
export interface GitVisitor {
  /** The bare folder. */
  readonly gitDir: string;
  /** The account that pushes; undefined may only read. */
  readonly pusher: string | undefined;
  /** Patterns of refs that change by pull requests alone. */
  readonly pullRequestOnly: readonly string[];
  /** Patterns of refs that only grow. */
  readonly noForce: readonly string[];
  /** Refs that neither move nor go. */
  readonly locked: readonly string[];
  readonly mayChangeWorkflows: boolean;
  /** Told after a push, before its answer ends. */
  pushed(): Promise<void>;
}

/** Who may read and write a repository over HTTP. */
export interface GitAccess {
  /** Undefined where the repository does not exist or the token may not see it. */
  visit(fullName: string, authorization: string | undefined): Promise<GitVisitor | undefined>;
}

const hooksFolder = fileURLToPath(new URL('hooks', import.meta.url));

/**
 * `github.com`: git's smart HTTP protocol by the real `git http-backend`.
 * https://git-scm.com/docs/http-protocol, https://git-scm.com/docs/git-http-backend
 */
export function createGitHttp(access: GitAccess): Service {
  return {
    name: 'github-git',
    hosts: ['github.com'],
    async handle(request) {
      const url = new URL(request.url);
      const match = /^\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/.exec(
        url.pathname,
      );
      const [, fullName, operation] = match ?? [];
      if (fullName === undefined || operation === undefined)
        return new Response('Not Found', { status: 404 });
      const authorization = request.headers.get('authorization') ?? undefined;
      const visitor = await access.visit(fullName, authorization);
      // github.com answers 401 to an anonymous reader of a private or missing repository, 404 to a known one.
      if (visitor === undefined)
        return authorization === undefined
          ? askForPassword()
          : new Response('Repository not found.\n', { status: 404 });
      const isPush =
        operation === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
      if (isPush && visitor.pusher === undefined) return refusePush(authorization);
      return serve(request, { visitor, isPush, path: `/${operation}`, query: url.search.slice(1) });
    },
  };
}

function refusePush(authorization: string | undefined): Response {
  return authorization === undefined
    ? askForPassword()
    : new Response('Write access to repository not granted.\n', { status: 403 });
}

function askForPassword(): Response {
  return new Response('Repository not found.\n', {
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="GitHub"' },
  });
}

interface CgiCall {
  readonly visitor: GitVisitor;
  readonly isPush: boolean;
  readonly path: string;
  readonly query: string;
}

async function serve(request: Request, call: CgiCall): Promise<Response> {
  const child = spawn('git', ['http-backend'], { env: buildCgiEnv(request, call), stdio: 'pipe' });
  child.stderr.resume();
  child.stdin.on('error', () => undefined);
  if (request.body === null) child.stdin.end();
  else Readable.fromWeb(request.body).pipe(child.stdin);
  const isWriting = call.isPush && request.method === 'POST';
  return readCgi(child, () => (isWriting ? call.visitor.pushed() : Promise.resolve()));
}

function buildCgiEnv(request: Request, call: CgiCall): Record<string, string> {
  return gitEnv({
    env: {
      GIT_PROJECT_ROOT: call.visitor.gitDir,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: call.path,
      QUERY_STRING: call.query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers.get('content-type') ?? '',
      HTTP_CONTENT_ENCODING: request.headers.get('content-encoding') ?? '',
      GIT_PROTOCOL: request.headers.get('git-protocol') ?? '',
      REMOTE_ADDR: '127.0.0.1',
      ...(call.isPush ? buildPushEnv(call.visitor) : {}),
    },
  });
}

// REMOTE_USER is what lets http-backend receive at all.
function buildPushEnv(visitor: GitVisitor): Record<string, string> {
  return {
    REMOTE_USER: visitor.pusher ?? '',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.hooksPath',
    GIT_CONFIG_VALUE_0: hooksFolder,
    LAZARET_PULL_REQUEST_ONLY: visitor.pullRequestOnly.join(' '),
    LAZARET_NO_FORCE: visitor.noForce.join(' '),
    LAZARET_LOCKED: visitor.locked.join(' '),
    LAZARET_NO_WORKFLOWS: visitor.mayChangeWorkflows ? '' : '1',
  };
}

async function readCgi(child: ChildProcessWithoutNullStreams, ended: () => Promise<void>): Promise<Response> {
  let head = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    const chunk: unknown = child.stdout.read();
    if (Buffer.isBuffer(chunk)) head = Buffer.concat([head, chunk]);
    else if (child.stdout.readableEnded)
      return new Response('git http-backend gave no answer', { status: 500 });
    else await Promise.race([once(child.stdout, 'readable'), once(child.stdout, 'end')]);
    end = head.indexOf('\r\n\r\n');
  }
  const headers = new Headers(head.subarray(0, end).toString().split('\r\n').map(splitHeader));
  const status = Number.parseInt(headers.get('status') ?? '200', 10);
  headers.delete('status');
  child.stdout.unshift(head.subarray(end + 4));
  return new Response(toWeb(child.stdout, ended), { status, headers });
}

function splitHeader(line: string): [string, string] {
  const at = line.indexOf(':');
  return [line.slice(0, at), line.slice(at + 1).trim()];
}

function toWeb(stream: Readable, ended: () => Promise<void>): ReadableStream<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next: IteratorResult<unknown> = await iterator.next();
      if (next.done === true) {
        await ended();
        controller.close();
      } else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
