import { job, passOn } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { checkFirst } from '../parts/check-first.ts';
import { readRun, readRules, signIn } from '../parts/grants.ts';
import {
  azureInputs,
  buildRunnerInputs,
  chosenRunner,
  clientInput,
  pinnedImageInput,
} from '../parts/inputs.ts';
import { attestImage } from '../parts/own-actions.ts';

const inputs = {
  ...pinnedImageInput,
  kind: { description: 'What happened to the image: `build` or `import`.', type: 'string', default: 'build' },
  'run-id': { description: 'Output `run-id` of build.yml.', type: 'string' },
  'context-hash': { description: 'Output `context-hash` of build.yml.', type: 'string' },
  'base-digests': { description: 'Output `base-digests` of build.yml.', type: 'string' },
  'started-at': { description: 'Output `started-at` of build.yml.', type: 'string' },
  'finished-at': { description: 'Output `finished-at` of build.yml.', type: 'string' },
  upstream: { description: 'The image upstream that was imported.', type: 'string' },
  'signing-key': { description: 'Identifier of the provenance key.', type: 'string', required: true },
  ...azureInputs,
  ...clientInput('provenance identity'),
  ...buildRunnerInputs,
} as const;

const given = useInputs(inputs);

const attested = attestImage({
  id: 'attest',
  name: 'Sign and attach',
  with: {
    'tenant-id': given['tenant-id'],
    'client-id': given['client-id'],
    'quarantine-registry': given['quarantine-registry'],
    'signing-key': given['signing-key'],
    image: given.image,
    kind: given.kind,
    'run-id': given['run-id'],
    'context-hash': given['context-hash'],
    'base-digests': given['base-digests'],
    'started-at': given['started-at'],
    'finished-at': given['finished-at'],
    upstream: given.upstream,
  },
});

const attesting = job({
  id: 'attest',
  name: 'Attest',
  runsOn: chosenRunner,
  permissions: { ...signIn, ...readRules, ...readRun },
  timeoutMinutes: 15,
  outputs: { 'statement-digest': attested.outputs['statement-digest'] },
  steps: [
    checkFirst({ file: 'provenance.yml', events: ['push', 'schedule', 'workflow_dispatch'] }),
    attested,
  ],
});

export const provenanceWorkflow = reusable({
  file: 'provenance.yml',
  name: 'Say where an image came from',
  about: 'Signs how an image was built, or where it was imported from. Identity: provenance.',
  inputs,
  outputs: passOn(attesting, { 'statement-digest': 'Digest of the signed statement.' }),
  jobs: [attesting],
});
