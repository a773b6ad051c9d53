import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { renderWorkflow } from '../render/render-workflow.ts';
import { path } from './expression.ts';
import { call, job, passOn } from './jobs.ts';
import { run } from './steps.ts';
import { reusable, useInputs, workflow } from './workflows.ts';

const inputs = {
  image: { description: 'The image.', type: 'string', required: true },
  sign: { description: 'Whether to sign.', type: 'boolean', default: true },
} as const;
const given = useInputs(inputs);

const sign = job({
  id: 'sign',
  name: 'Sign',
  runsOn: 'ubuntu-latest',
  permissions: { contents: ['read', 'read it'], 'id-token': ['write', 'sign in'] },
  timeoutMinutes: 5,
  outputs: { digest: path('steps', 'sign', 'outputs', 'digest') },
  steps: [run({ name: 'Sign', env: { IMAGE: given.image }, script: 'sign "$IMAGE"' })],
});

const signing = reusable({
  file: 'sign.yml',
  name: 'Sign',
  about: 'Signs.',
  inputs,
  outputs: passOn(sign, { digest: 'The digest.' }),
  jobs: [sign],
});

const calling = call({ id: 'call', name: 'Call', workflow: signing, with: { image: 'a' } });
const options = {
  file: 'x.yml',
  name: 'X',
  about: 'Is an example.',
  on: { push: { branches: ['main'] } },
};

describe('call', () => {
  it('grants what the called jobs need, and hands their outputs on', () => {
    expect(calling.job.permissions).toEqual(sign.job.permissions);
    expect(calling.outputs.digest.code).toBe('needs.call.outputs.digest');
  });

  it('compiles with the inputs of the workflow alone', () => {
    // @ts-expect-error a missing input
    const missing = call({ id: 'a', name: 'A', workflow: signing, with: {} });
    // @ts-expect-error an input of another type
    const mistyped = call({ id: 'a', name: 'A', workflow: signing, with: { image: 'a', sign: 'yes' } });
    // @ts-expect-error an input that does not exist
    const unknown = call({ id: 'a', name: 'A', workflow: signing, with: { image: 'a', sing: true } });
    expect([missing, mistyped, unknown].map(({ job: { id } }) => id)).toEqual(['a', 'a', 'a']);
  });

  it('names another repository and ref where it is told to', () => {
    const at = { repository: 'o/r', ref: 'main' };
    const far = call({ id: 'a', name: 'A', workflow: signing, at, with: { image: 'a' } }).job;
    expect(far.kind === 'call' && far.uses).toBe('o/r/.github/workflows/sign.yml@main');
  });
});

describe('renderWorkflow', () => {
  it('writes keys in one order, reasons behind permissions, and names the source', () => {
    const yaml = renderWorkflow(signing, 'Written by hand.');
    expect(yaml.split('\n').slice(0, 2)).toEqual(['# Signs.', '# Written by hand.']);
    expect(yaml).toContain('id-token: write # sign in');
    expect(yaml).toContain('shell: bash');
    expect(Object.keys(parse(yaml) as object)).toEqual(['name', 'on', 'permissions', 'jobs']);
    expect(parse(yaml)).toMatchObject({
      permissions: {},
      on: { workflow_call: { outputs: { digest: { value: '${{ jobs.sign.outputs.digest }}' } } } },
      jobs: { sign: { steps: [{ name: 'Sign', env: { IMAGE: '${{ inputs.image }}' } }] } },
    });
  });

  it('refuses two jobs of one name', () => {
    expect(() => renderWorkflow(workflow({ ...options, jobs: [calling, calling] }), 's')).toThrow('two jobs');
  });

  it('refuses a job that needs one which is not there', () => {
    const later = job({ id: 'b', name: 'B', needs: [calling], runsOn: 'x', timeoutMinutes: 1, steps: [] });
    expect(() => renderWorkflow(workflow({ ...options, jobs: [later] }), 's')).toThrow(
      '"call" is not listed',
    );
  });
});
