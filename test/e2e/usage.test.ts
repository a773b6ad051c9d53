import { describe, expect, it } from '@jest/globals';
import { scenarios } from '../../simulator/scenarios/index.ts';
import { runCli } from '../support/world/cli.ts';

describe('usage', () => {
  it.each(['start', 'up', 'env', 'shell', 'exec', 'oidc-token', 'github-token', 'reset'])(
    '%s --help explains itself',
    async (name) => {
      const { code, stdout } = await runCli([name, '--help']);
      expect([code, stdout.startsWith('Usage: npm ')]).toEqual([0, true]);
    },
  );

  it.each([
    ['a scenario that does not exist', ['start', '--scenario', 'none']],
    ['an option that does not exist', ['start', '--none']],
    ['a command that does not exist', ['none']],
    ['a terminal that is none', ['start', '--interactive']],
  ])('%s is told with exit code 2, and nothing is left', async (_name, args) => {
    const { code, stderr } = await runCli([...args]);
    expect([code, stderr === '']).toEqual([2, false]);
  });

  it('start --list names every scenario with its title', async () => {
    const { code, stdout } = await runCli(['start', '--list']);
    const lines = scenarios.map(({ name, title }) => `${name.padEnd(20)} ${title}\n`);
    expect([code, stdout]).toEqual([0, lines.join('')]);
  });
});
