import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseOptions } from './arguments.ts';
import { describeEstate } from './estate.ts';
import { defaultFolder } from './folder.ts';
import { withSimulation } from './open.ts';
import { prepareProgramVariables, renderExports } from './programs.ts';
import { UsageError } from './types.ts';
import type { Command } from './types.ts';

const help = `Usage: npm run simulator -- up [--state DIR] [--port N]

Keeps the world running until Ctrl-C, on the state that the last run left, and prints the variables
that lead a program into it. Meanwhile "env" in another terminal prints them again.

  --port N      the proxy's port on 127.0.0.1 (default: any free one)
  --state DIR   where the world is kept (default: ${defaultFolder})`;

/** Keeps the world running. */
export const upCommand: Command = {
  name: 'up',
  summary: 'keep the world running until Ctrl-C',
  help,
  async run(args, signal) {
    const options = parseOptions(args, { state: { type: 'string' }, port: { type: 'string' } });
    const port = options.port === undefined ? undefined : parsePort(options.port);
    return withSimulation({ folder: options.state, port }, async (simulation) => {
      const variables = await prepareProgramVariables(simulation);
      const file = join(simulation.world.folder, 'env.json');
      const facts = { pid: process.pid, variables, estate: describeEstate(simulation.world) };
      await writeFile(file, JSON.stringify(facts), { mode: 0o600 });
      process.stdout.write(
        `The world is up at ${simulation.gateway.url}; Ctrl-C ends it.\n\n${renderExports(variables)}\n`,
      );
      await untilAborted(signal);
      process.stdout.write('\nThe world is down.\n');
      return 0;
    });
  },
};

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port: "${text}" is no port`);
  return port;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // A timer keeps the process alive; the parent's end shows as a closed channel where there is one.
    const timer = setInterval(() => undefined, 3_600_000);
    const end = (): void => {
      clearInterval(timer);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
