import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = dirname(import.meta.dirname);
const program = 'test/support/programs/wait.mjs';

interface Started {
  readonly child: ChildProcess;
  readonly said: { readonly pid: number; readonly node: string; readonly args: readonly string[] };
}

/** Starts `scripts/run.mjs` as leader of its own process group, through a shell-less parent when `wrap` is set. */
async function start(wrap = false): Promise<Started> {
  const script = ['scripts/run.mjs', program, 'one', '--two'];
  const wrapper = [
    '--eval',
    `require('child_process').spawn(process.execPath, ${JSON.stringify(script)}, {stdio:'inherit'})`,
  ];
  const child = spawn(process.execPath, wrap ? wrapper : script, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { child, said: JSON.parse(String(line)) };
}

/** Every process that was started holds the pipe; its end is the end of the last of them. */
async function waitForAll({ child }: Started): Promise<void> {
  child.stdout?.resume();
  await once(child, 'close', { signal: AbortSignal.timeout(10_000) });
}

describe('scripts/run.mjs', () => {
  it('runs the program under Node 24 with its arguments and hands on signal and exit code', async () => {
    const started = await start();
    const { child, said } = started;
    expect(said.node).toMatch(/^v24\./);
    expect(said.args).toEqual(['one', '--two']);
    child.kill('SIGTERM');
    await waitForAll(started);
    expect(child.exitCode).toBe(7);
  });

  it('ends with its whole process group', async () => {
    const started = await start();
    process.kill(-(started.child.pid ?? 0), 'SIGKILL');
    await waitForAll(started);
    expect(started.child.signalCode).toBe('SIGKILL');
  });

  it('ends the program when it was killed itself', async () => {
    const started = await start();
    started.child.kill('SIGKILL');
    await waitForAll(started);
    expect(started.child.signalCode).toBe('SIGKILL');
  });

  it('ends with the program when its parent was killed', async () => {
    const started = await start(true);
    started.child.kill('SIGKILL');
    await waitForAll(started);
    expect(started.child.signalCode).toBe('SIGKILL');
  });

  it('says what is wrong with a program that does not exist', async () => {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'absent.ts'], { cwd: root, stdio: 'ignore' });
    const [code] = await once(child, 'exit');
    expect(code).toBe(1);
  });
});
