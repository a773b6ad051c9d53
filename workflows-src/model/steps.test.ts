import { describe, expect, it } from '@jest/globals';
import { path } from './expression.ts';
import { assertScript, defineAction, run } from './steps.ts';

const scan = defineAction<{ readonly image: string; readonly sign?: boolean }, 'report'>(
  { uses: '$/actions/scan-image' },
  ['report'],
);

describe('defineAction', () => {
  it('makes a step with typed handles for its outputs', () => {
    const step = scan({ id: 'scan', name: 'Scan', with: { image: path('inputs', 'image') } });
    expect(step.outputs.report.code).toBe('steps.scan.outputs.report');
    expect([step.uses, step.with]).toEqual(['$/actions/scan-image', { image: path('inputs', 'image') }]);
  });

  it('compiles with the inputs of the action alone', () => {
    // @ts-expect-error an input that the action does not have
    const unknown = scan({ name: 'Scan', with: { image: 'a', imgae: 'b' } });
    // @ts-expect-error an input that is missing
    const missing = scan({ name: 'Scan', with: {} });
    // @ts-expect-error an output that the action does not have
    const output: unknown = scan({ id: 'scan', name: 'Scan', with: { image: 'a' } }).outputs.sarif;
    // @ts-expect-error a step without an id has no outputs
    const outputs: unknown = scan({ name: 'Scan', with: { image: 'a' } }).outputs;
    expect([unknown.name, missing.name, output, outputs]).toEqual(['Scan', 'Scan', undefined, undefined]);
  });
});

describe('run', () => {
  it('takes a literal script and what varies by env', () => {
    const step = run({ name: 'Say', env: { TITLE: path('github', 'ref') }, script: 'echo "$TITLE"' });
    expect(step.run).toBe('echo "$TITLE"');
  });

  it('neither compiles nor runs with an expression in the script', () => {
    // @ts-expect-error an expression in a script
    expect(() => run({ name: 'Say', script: 'echo "${{ github.ref }}"' })).toThrow('pass it by env');
  });

  it('does not compile with a script that is put together', () => {
    const made: string = ['echo', 'hello'].join(' ');
    // @ts-expect-error a text that is no literal
    expect(run({ name: 'Say', script: made }).run).toBe('echo hello');
  });

  it('is held to that at the generation, too', () => {
    expect(() => assertScript('Say', 'echo ${{ 1 }}')).toThrow('pass it by env');
  });
});
