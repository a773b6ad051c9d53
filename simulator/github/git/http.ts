import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Service } from '../../world/index.ts';
import { gitEnv } from './git.ts';

/** Who may read a repository over HTTP. */
export interface GitAccess {
  /** The repository's bare folder, or undefined where it does not exist or the token may not read it. */
  readable(fullName: string, authorization: string | undefined): Promise<string | undefined>;
}

/**
 * `github.com`: git's smart HTTP protocol, read only, by the real `git http-backend`.
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
      if (isPush(url, operation))
        return new Response('Write access to repository not granted.\n', { status: 403 });
      const authorization = request.headers.get('authorization') ?? undefined;
      const gitDir = await access.readable(fullName, authorization);
      if (gitDir !== undefined)
        return serve(request, { gitDir, path: `/${operation}`, query: url.search.slice(1) });
      // github.com answers 401 to an anonymous reader of a private or missing repository, 404 to a known one.
      return authorization === undefined
        ? askForPassword()
        : new Response('Repository not found.\n', { status: 404 });
    },
  };
}

function isPush(url: URL, operation: string): boolean {
  return operation === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
}

function askForPassword(): Response {
  return new Response('Repository not found.\n', {
    status: 401,
    headers: { 'www-authenticate': 'Basic realm="GitHub"' },
  });
}

interface CgiCall {
  readonly gitDir: string;
  readonly path: string;
  readonly query: string;
}

async function serve(request: Request, call: CgiCall): Promise<Response> {
  const child = spawn('git', ['http-backend'], { env: buildCgiEnv(request, call), stdio: 'pipe' });
  child.stderr.resume();
  child.stdin.on('error', () => undefined);
  if (request.body === null) child.stdin.end();
  else Readable.fromWeb(request.body).pipe(child.stdin);
  return readCgi(child);
}

function buildCgiEnv(request: Request, { gitDir, path, query }: CgiCall): Record<string, string> {
  return gitEnv({
    env: {
      GIT_PROJECT_ROOT: gitDir,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: path,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers.get('content-type') ?? '',
      HTTP_CONTENT_ENCODING: request.headers.get('content-encoding') ?? '',
      GIT_PROTOCOL: request.headers.get('git-protocol') ?? '',
      REMOTE_ADDR: '127.0.0.1',
    },
  });
}

async function readCgi(child: ChildProcessWithoutNullStreams): Promise<Response> {
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
  return new Response(toWeb(child.stdout), { status, headers });
}

function splitHeader(line: string): [string, string] {
  const at = line.indexOf(':');
  return [line.slice(0, at), line.slice(at + 1).trim()];
}

function toWeb(stream: Readable): ReadableStream<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next: IteratorResult<unknown> = await iterator.next();
      if (next.done === true) controller.close();
      else if (next.value instanceof Uint8Array) controller.enqueue(next.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
