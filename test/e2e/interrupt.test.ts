import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itWhen } from '../support/optional.ts';
import { findProcessesOf, runCli } from '../support/world/cli.ts';

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lazaret-start-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const itOnLinux = itWhen(process.platform === 'linux', 'Linux: /proc lists the processes');

describe('npm start that is interrupted', () => {
  itOnLinux(
    'by Ctrl-C ends with 130, and no process stays',
    async () => {
      await inFolder(async (folder) => {
        const interrupt = { when: /▶ Lock file/, by: 'SIGINT' } as const;
        const { code, signal } = await runCli(['start', '--state', folder], { interrupt });
        expect([code, signal]).toEqual([130, undefined]);
        expect(await findProcessesOf(folder)).toEqual([]);
        expect(await readdir(folder)).not.toContain('lock');
      });
    },
    900_000,
  );

  itOnLinux(
    'by SIGTERM in its first step ends likewise, and the folder serves another start',
    async () => {
      await inFolder(async (folder) => {
        const interrupt = { when: /▶ Newest database/, by: 'SIGTERM' } as const;
        const { code } = await runCli(['start', '--state', folder], { interrupt });
        expect(code).toBe(130);
        expect(await findProcessesOf(folder)).toEqual([]);
        const again = ['start', '--state', folder, '--json', '--scenario', 'pool-empty'];
        expect((await runCli(again)).code).toBe(0);
      });
    },
    900_000,
  );
});

describe('npm start at another time', () => {
  it('lives in 2029 when it is told to', async () => {
    await inFolder(async (folder) => {
      const env = { LAZARET_SIMULATED_TIME: '2029-03-01T08:00:00Z' };
      const story = ['start', '--state', folder, '--json', '--scenario', 'pull-request'];
      const { code, stdout } = await runCli(story, { env });
      expect(code).toBe(0);
      const times = [...stdout.matchAll(/"(?:started|finished)(?:At|-at)": "([^"]+)"/g)].map(
        (match) => match[1],
      );
      expect(times.length).toBeGreaterThan(4);
      expect(times.filter((time) => time?.startsWith('2029-03-01T08:') !== true)).toEqual([]);
      const requests = (await readFile(join(folder, 'requests.jsonl'), 'utf8')).trim().split('\n');
      expect(requests.filter((line) => !line.includes('"at":"2029-03-01T08:'))).toEqual([]);
      const records = await readFile(join(folder, 'result.json'), 'utf8');
      expect(records).not.toContain(`${new Date().getUTCFullYear()}-`);
    });
  }, 900_000);

  it('refuses a time that is none', async () => {
    await inFolder(async (folder) => {
      const env = { LAZARET_SIMULATED_TIME: 'tomorrow' };
      const { code, stderr } = await runCli(['start', '--state', folder], { env });
      expect([code, /^LAZARET_SIMULATED_TIME: "tomorrow"/.test(stderr)]).toEqual([2, true]);
    });
  });
});
