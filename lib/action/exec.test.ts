import { describe, expect, it } from '@jest/globals';
import { execProgram } from './exec.ts';

const node = process.execPath;

describe('execProgram', () => {
  it('passes arguments as they are, without a shell', async () => {
    const script = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
    const { exitCode, stdout } = await execProgram(node, ['-e', script, '$HOME; `id`', 'a b']);
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, ['$HOME; `id`', 'a b']]);
  });

  it('gives the child only the given environment', async () => {
    const script = 'process.stdout.write(JSON.stringify([process.env.A, process.env.PATH]))';
    const { stdout } = await execProgram(node, ['-e', script], { env: { A: '1' } });
    expect(JSON.parse(stdout)).toEqual(['1', null]);
  });

  it('hands over input and exit code', async () => {
    const script = 'process.stdin.pipe(process.stderr).on("finish", () => 0); process.exitCode = 3';
    const { exitCode, stderr } = await execProgram(node, ['-e', script], { input: 'hello' });
    expect([exitCode, stderr]).toEqual([3, 'hello']);
  });

  it('rejects when the program does not exist', async () => {
    await expect(execProgram('/nonexistent/program', [])).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('rejects with the reason when it is aborted', async () => {
    const controller = new AbortController();
    const work = execProgram(node, ['-e', 'setInterval(() => 0, 1000)'], { signal: controller.signal });
    controller.abort(new Error('stop'));
    await expect(work).rejects.toThrow('stop');
  });

  it('rejects when the program takes too long', async () => {
    const work = execProgram(node, ['-e', 'setInterval(() => 0, 1000)'], { timeoutMs: 50 });
    await expect(work).rejects.toThrow('50 ms');
  });
});
