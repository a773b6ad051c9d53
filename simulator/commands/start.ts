import { createInterface } from 'node:readline/promises';
import { createTimeline, silentTimeline } from '../face/index.ts';
import { scenarios } from '../scenarios/index.ts';
import type { ReviewRequest, Scenario } from '../scenarios/index.ts';
import { parseOptions } from './arguments.ts';
import { defaultFolder } from './folder.ts';
import { playScenario } from './play.ts';
import { UsageError } from './types.ts';
import type { Command } from './types.ts';

const help = `Usage: npm start [-- OPTIONS]

Plays a scenario on the simulated Azure and GitHub with the committed bundles, and leaves its world in
"simulation/": index.html to look at, result.json for programs, logs, summaries and requests.jsonl.

  --scenario NAME   which story to play (default: ${scenarios[0]?.name ?? ''})
  --list            list the scenarios
  --interactive     ask at the terminal before each deployment that wants a review
  --verbose         show every line of every step
  --json            print result.json instead of the timeline
  --state DIR       where the world is kept (default: ${defaultFolder})

LAZARET_SIMULATED_TIME=2029-03-01T08:00:00Z starts the world's clock elsewhere.`;

/** Plays a scenario. */
export const startCommand: Command = {
  name: 'start',
  summary: 'play a scenario (the same as npm start)',
  help,
  async run(args, signal) {
    const options = parseOptions(args, {
      scenario: { type: 'string' },
      list: { type: 'boolean' },
      interactive: { type: 'boolean' },
      verbose: { type: 'boolean' },
      json: { type: 'boolean' },
      state: { type: 'string' },
    });
    if (options.list === true) return listScenarios();
    const isInteractive = options.interactive === true;
    if (isInteractive && !process.stdin.isTTY) throw new UsageError('--interactive needs a terminal');
    const write = (text: string): void => void process.stdout.write(text);
    const isJson = options.json === true;
    const result = await playScenario({
      scenario: findScenario(options.scenario),
      folder: options.state ?? defaultFolder,
      timeline: isJson
        ? silentTimeline
        : createTimeline({ write, ...readTerminal(options.verbose === true) }),
      answer: isInteractive ? askForReview : answerByScript,
      report: isJson ? () => undefined : write,
      signal,
    });
    if (isJson) write(`${JSON.stringify(result, undefined, 2)}\n`);
    return result.conclusion === 'success' ? 0 : 1;
  },
};

function listScenarios(): number {
  const lines = scenarios.map(({ name, title }) => `${name.padEnd(20)} ${title}`);
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

function findScenario(name: string | undefined): Scenario {
  const found = scenarios.find((each) => name === undefined || each.name === name);
  if (found !== undefined) return found;
  const names = scenarios.map((each) => each.name).join(', ');
  throw new UsageError(`there is no scenario "${name ?? ''}"; there are: ${names}`);
}

// https://no-color.org
function readTerminal(isVerbose: boolean): { readonly hasColour: boolean; readonly isVerbose: boolean } {
  const isForced = process.env['FORCE_COLOR'] !== undefined && process.env['FORCE_COLOR'] !== '0';
  return {
    hasColour: isForced || (process.stdout.isTTY && process.env['NO_COLOR'] === undefined),
    isVerbose,
  };
}

type Answer = Promise<{ readonly login: string; readonly isApproved: boolean }>;

// The story's reviewer: no author, no committer and no starter of anything in it.
const reviewer = 'release-approver';

async function answerByScript(): Answer {
  return Promise.resolve({ login: reviewer, isApproved: true });
}

async function askForReview(request: ReviewRequest, signal: AbortSignal): Answer {
  const { environment, subject, runId, page, reviewer: login = reviewer } = request;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl-D answers nothing more, which is no.
  const ended = new Promise<string>((resolve) => void terminal.once('close', () => resolve('')));
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const ask = (text: string): Promise<string> => Promise.race([terminal.question(text, { signal }), ended]);
  const read = page === undefined ? '' : `${page.trim().replaceAll(/^/gm, '   | ')}\n\n`;
  try {
    let answer = await ask(
      `\n${read}   Run ${runId} wants to deploy to "${environment}":\n   ${subject}\n   Approve as ${login}? [y/N] `,
    );
    while (!/^\s*(y(es)?|no?)?\s*$/i.test(answer)) answer = await ask('   Please answer y or n. [y/N] ');
    return { login, isApproved: /^\s*y/i.test(answer) };
  } finally {
    terminal.close();
  }
}
