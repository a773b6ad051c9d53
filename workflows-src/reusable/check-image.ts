import { text } from '../model/expression.ts';
import { call, passOn } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { checkInputs, sourceInputs } from '../parts/image-inputs.ts';
import { buildWorkflow } from './build.ts';
import { gateWorkflow } from './gate.ts';

const inputs = { ...sourceInputs, ...checkInputs } as const;
const given = useInputs(inputs);

const build = call({
  id: 'build',
  name: 'Build',
  workflow: buildWorkflow,
  with: {
    name: given.name,
    folder: given.folder,
    dockerfile: given.dockerfile,
    platform: given.platform,
    repository: text`pr/${given.repository}`,
    'agent-pool': given['agent-pool'],
    'tenant-id': given['tenant-id'],
    'quarantine-registry': given['quarantine-registry'],
    'client-id': given['build-client-id'],
    'runner-group': given['runner-group'],
  },
});

const gate = call({
  id: 'gate',
  name: 'Gate',
  needs: [build],
  workflow: gateWorkflow,
  with: {
    name: given.name,
    image: build.outputs.image,
    // Every other set of rules asks for provenance, and nobody vouches for what a pull request built.
    rules: 'local',
    sign: false,
    'tenant-id': given['tenant-id'],
    'quarantine-registry': given['quarantine-registry'],
    'live-registry': given['live-registry'],
    'reader-client-id': given['reader-client-id'],
    // A pull request cannot become the gate: what is not signed needs to be read alone.
    'client-id': given['reader-client-id'],
    'trivy-allowed': given['trivy-allowed'],
    'runner-group': given['runner-group'],
  },
});

export const checkImageWorkflow = reusable({
  file: 'check-image.yml',
  name: 'Check an image of a pull request',
  about:
    'Builds one image into pr/ of quarantine, scans it and decides. Nothing is signed, nothing can be promoted.',
  inputs,
  outputs: passOn(gate, { decision: '`pass`, `fail` or `indeterminate`.' }),
  jobs: [build, gate],
});
