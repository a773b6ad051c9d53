import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { acquireLock } from './lock.mjs';

const settleMs = 100;

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lazaret-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

function never(): void {
  throw new Error('waited for a lock that nobody holds');
}

/** The pid of a process that has ended. */
function findDeadPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

function writeHolder(pid: number, host = hostname()): void {
  writeFileSync(file, JSON.stringify({ pid, host, id: 'another' }));
}

function writeOldRubbish(): void {
  writeFileSync(file, '');
  utimesSync(file, 0, 0);
}

describe('acquireLock', () => {
  it('leaves nothing behind when released', async () => {
    const release = await acquireLock(file, never, settleMs);
    expect(existsSync(file)).toBe(true);
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('waits while a living process holds it', async () => {
    writeHolder(process.ppid);
    let waits = 0;
    setTimeout(() => rmSync(file), 300);
    const release = await acquireLock(file, () => waits++, settleMs);
    release();
    expect(waits).toBe(1);
  });

  it.each([
    ['a dead process', () => writeHolder(findDeadPid())],
    ['an earlier process with the own pid', () => writeHolder(process.pid)],
    ['nobody readable long ago', writeOldRubbish],
  ])('takes over what %s left', async (_, leave) => {
    leave();
    (await acquireLock(file, never, settleMs))();
    expect(existsSync(file)).toBe(false);
  });

  it('takes over from another machine only after a long silence', async () => {
    writeHolder(1, 'another-machine');
    let waited = false;
    const release = await acquireLock(
      file,
      () => {
        waited = true;
        utimesSync(file, 0, 0);
      },
      settleMs,
    );
    release();
    expect(waited).toBe(true);
  });

  it('lets one in at a time', async () => {
    writeHolder(findDeadPid());
    let inside = 0;
    let most = 0;
    async function enter(): Promise<void> {
      const release = await acquireLock(file, () => undefined, settleMs);
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 50));
      inside--;
      release();
    }
    await Promise.all([enter(), enter(), enter()]);
    expect(most).toBe(1);
  });
});
