import { field, text } from '../documents/index.ts';
import { evaluateTexts } from '../expressions/index.ts';
import type { StandIn } from '../standins/index.ts';
import type { StepFrame } from './frame.ts';
import { openRecorder } from './recorder.ts';
import type { Execution } from './execution.ts';
import type { StepEnd } from './types.ts';

/** Runs a stand-in of a third-party action; an input that it does not know fails the step. */
export async function runStandIn(
  frame: StepFrame,
  { standIn, step, scope, recorder, signal, name }: Execution & { readonly standIn: StandIn },
): Promise<StepEnd> {
  const uses = text(field(step, 'uses')) ?? '';
  const given = Object.entries(evaluateTexts(field(step, 'with'), scope));
  const unknown = given.filter(([key]) => !(key.toLowerCase() in standIn.inputs)).map(([key]) => key);
  if (unknown.length > 0)
    throw new Error(`the stand-in for ${uses} does not know the input(s) '${unknown.join("', '")}'`);
  const lower = given.map(([key, value]) => [key.toLowerCase(), value] as const);
  const inputs = { ...standIn.inputs, ...Object.fromEntries(lower) };
  const { session } = frame;
  const outputs = await standIn.run({
    session,
    inputs,
    signal,
    ask: session.world.ask,
    tell: (line) => recorder.reader.read(line),
    warn: (message) => recorder.annotate('warning', message),
    onPost(tidy) {
      session.posts.push(async () => {
        const startedAt = performance.now();
        const title = `Post ${name}`;
        const later = openRecorder(session, title);
        await tidy((line) => later.reader.read(line));
        const { outcome, ...rest } = later.end('success');
        const durationMs = performance.now() - startedAt;
        return { ...rest, name: title, id: undefined, outcome, conclusion: outcome, durationMs };
      });
    },
  });
  Object.assign(recorder.memory.outputs, outputs);
  return recorder.end('success');
}
