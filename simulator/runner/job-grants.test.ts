import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createGithubOidc } from '../github/oidc/index.ts';
import type { RunHandle } from './index.ts';
import { fullName, openRunnerBench } from './testing/bench.ts';
import type { RunnerBench } from './testing/bench.ts';

let bench: RunnerBench;

beforeEach(async () => {
  bench = await openRunnerBench();
});
afterEach(() => bench.close());

interface Kept {
  readonly token: string;
  readonly url: string;
  readonly request: string;
}

// A step that carries away what the job signs in with, and waits until it is let go.
async function startThief(end: string): Promise<RunHandle> {
  const keep = join(bench.folder, 'kept.json');
  const job = `
on: push
permissions: { contents: read, id-token: write }
jobs:
  thief:
    runs-on: ubuntu-latest
    steps:
      - env: { TOKEN: "\${{ github.token }}" }
        run: |
          printf '{"token":"%s","url":"%s","request":"%s"}' "$TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL" "$ACTIONS_ID_TOKEN_REQUEST_TOKEN" > ${keep}.part
          mv ${keep}.part ${keep}
          until test -f ${keep}.go; do sleep 0.05; done
          ${end}
`;
  await bench.commit({ '.github/workflows/w.yml': job });
  return bench.runner.start('w.yml', await bench.event());
}

async function readKept(): Promise<Kept> {
  for (;;) {
    const text = await readFile(join(bench.folder, 'kept.json'), 'utf8').catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as Kept;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What REST, git and the issuer of OIDC tokens answer to it. */
async function ask({ token, url, request }: Kept): Promise<readonly (number | undefined)[]> {
  const [rest, git] = bench.github.services;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const send = (address: string, authorization: string): Request =>
    new Request(address, { headers: { authorization, 'user-agent': 'test' } });
  const answers = [
    await rest?.handle(send(`https://api.github.com/repos/${fullName}/commits`, `Bearer ${token}`)),
    await git?.handle(
      send(`https://github.com/${fullName}.git/info/refs?service=git-upload-pack`, `Basic ${basic}`),
    ),
    await createGithubOidc(bench.world).service.handle(send(url, `Bearer ${request}`)),
  ];
  for (const answer of answers) await answer?.body?.cancel();
  return answers.map((answer) => answer?.status);
}

// Git is told that a private repository is not there.
const refused = [401, 404, 401];

describe('what a job signs in with', () => {
  it.each([
    ['ends well', 'true', 'success'],
    ['fails', 'false', 'failure'],
  ])('holds while the job runs, and is refused once it %s', async (_, end, conclusion) => {
    const handle = await startThief(end);
    const kept = await readKept();
    expect(await ask(kept)).toEqual([200, 200, 200]);
    await writeFile(join(bench.folder, 'kept.json.go'), '');
    expect((await handle.done).conclusion).toBe(conclusion);
    expect(await ask(kept)).toEqual(refused);
  });

  it('is refused once the job was cancelled', async () => {
    const handle = await startThief('true');
    const kept = await readKept();
    handle.cancel();
    expect((await handle.done).conclusion).toBe('cancelled');
    expect(await ask(kept)).toEqual(refused);
  });
});
