import { text } from '../model/expression.ts';
import { job, passOn } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { readReviews, readRules, readRun, signIn } from '../parts/grants.ts';
import {
  azureInputs,
  chosenRunner,
  clientInput,
  imageNameInput,
  liveInput,
  pinnedImageInput,
  promoteRunnerInputs,
} from '../parts/inputs.ts';
import { pageImage, preflight, promoteImage } from '../parts/own-actions.ts';

const inputs = {
  ...imageNameInput,
  ...pinnedImageInput,
  repository: { description: 'Repository in live; the same as in quarantine when absent.', type: 'string' },
  tags: { description: 'Tags to set in live, one a line.', type: 'string' },
  'baseline-commit': {
    description: 'A commit whose history was reviewed otherwise, for the first promotion of a repository.',
    type: 'string',
  },
  'signing-key': { description: 'Identifier of the promotion key.', type: 'string', required: true },
  'trivy-allowed': {
    description: 'The scanners that may be run: `<version> <sha256>`, one a line.',
    type: 'string',
    required: true,
  },
  'reader-client-id': {
    description: 'Client id of the identity that reads both registries.',
    type: 'string',
    required: true,
  },
  ...azureInputs,
  ...liveInput,
  ...clientInput('promote identity'),
  ...promoteRunnerInputs,
} as const;

const given = useInputs(inputs);
const place = {
  'tenant-id': given['tenant-id'],
  'quarantine-registry': given['quarantine-registry'],
  'live-registry': given['live-registry'],
};

const paged = pageImage({
  id: 'page',
  name: 'Write the promotion page',
  with: {
    ...place,
    'client-id': given['reader-client-id'],
    image: given.image,
    repository: given.repository,
  },
});

// What the approver reads comes before the approval, and the image of the promotion from here alone.
const paging = job({
  id: 'page',
  name: 'Promotion page',
  runsOn: chosenRunner,
  permissions: { ...signIn, ...readRules, ...readReviews, ...readRun },
  timeoutMinutes: 15,
  outputs: { image: paged.outputs.image, 'page-digest': paged.outputs['page-digest'] },
  steps: [paged],
});

const promoted = promoteImage({
  id: 'promote',
  name: 'Promote',
  with: {
    ...place,
    'client-id': given['client-id'],
    image: paging.outputs.image,
    'page-digest': paging.outputs['page-digest'],
    repository: given.repository,
    tags: given.tags,
    environment: 'promote',
    'baseline-commit': given['baseline-commit'],
    'signing-key': given['signing-key'],
    'trivy-allowed': given['trivy-allowed'],
  },
});

const promoting = job({
  id: 'promote',
  name: 'Promote',
  needs: [paging],
  runsOn: chosenRunner,
  environment: 'promote',
  concurrency: { group: text`promote-${given.name}`, 'cancel-in-progress': false, queue: 'max' },
  permissions: { ...signIn, ...readRules, ...readReviews, ...readRun },
  timeoutMinutes: 60,
  outputs: { image: promoted.outputs.image, digest: promoted.outputs.digest },
  steps: [
    preflight({
      name: 'Check what runs here',
      with: {
        events: 'push, workflow_dispatch',
        environment: 'promote',
        'runner-group': given['runner-group'],
      },
    }),
    promoted,
  ],
});

export const promoteWorkflow = reusable({
  file: 'promote.yml',
  name: 'Promote an image',
  about:
    'Writes what the approver reads, waits for the approval, then carries the image by digest from quarantine to live.\nIdentities: reader writes the page, promote promotes.',
  inputs,
  outputs: passOn(promoting, {
    image: 'The image in live, pinned: `registry/repository@sha256:…`.',
    digest: 'Digest of the image.',
  }),
  jobs: [paging, promoting],
});
