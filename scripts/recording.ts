import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions } from './parse-options.ts';
import { renderRecording } from './recording/render.ts';
import type { RecordedLine } from './recording/render.ts';

const help = `npm run recording

Plays the chain of one pull request and draws what a person saw into docs/start.svg.
`;
const story = ['start', '--scenario', 'pull-request'];
const root = join(import.meta.dirname, '..');

async function record(): Promise<readonly RecordedLine[]> {
  const state = join(tmpdir(), `lazaret-recording-${process.pid}`);
  const child = spawn(process.execPath, [join(root, 'simulator/cli.ts'), ...story, '--state', state], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const startedAt = performance.now();
  const lines: RecordedLine[] = [];
  let rest = '';
  for await (const chunk of child.stdout) {
    const parts = `${rest}${String(chunk)}`.split('\n');
    rest = parts.pop() ?? '';
    // The folder of this one recording says nothing to a reader.
    lines.push(
      ...parts.map((text) => ({
        text: text.replaceAll(state, 'simulation'),
        atMs: performance.now() - startedAt,
      })),
    );
  }
  await ended;
  await rm(state, { recursive: true, force: true });
  if (child.exitCode !== 0) throw new Error(`npm start ended with ${String(child.exitCode)}`);
  return lines;
}

const { values } = parseOptions({ options: { help: { type: 'boolean', short: 'h' } } });
if (values.help === true) process.stdout.write(help);
else
  await writeFile(
    join(root, 'docs/start.svg'),
    renderRecording(`npm ${story.join(' ').replace(' ', ' -- ')}`, await record()),
  );
