import { expr, text } from '../model/expression.ts';
import { job, passOn } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { readReviews, readRules, readRun, signIn } from '../parts/grants.ts';
import {
  azureInputs,
  buildRunnerInputs,
  chosenRunner,
  clientInput,
  imageNameInput,
  liveInput,
  pinnedImageInput,
} from '../parts/inputs.ts';
import { fetchImage, gateImage, preflight, scanImage } from '../parts/own-actions.ts';
import { downloadArtifact, uploadArtifact } from '../parts/third-party.ts';

const inputs = {
  ...imageNameInput,
  ...pinnedImageInput,
  sign: { description: 'Attach the signed decision to the image.', type: 'boolean', default: true },
  'signing-key': {
    description: 'Identifier of the decision key; not needed without `sign`.',
    type: 'string',
  },
  'reader-client-id': {
    description: 'Client id of the identity that reads quarantine.',
    type: 'string',
    required: true,
  },
  ...azureInputs,
  ...liveInput,
  ...clientInput('gate identity, or of the reader where nothing is signed'),
  'trivy-allowed': {
    description: 'The scanners that may be run: `<version> <sha256>`, one a line.',
    type: 'string',
    required: true,
  },
  ...buildRunnerInputs,
} as const;

const given = useInputs(inputs);
const imageArtifact = text`image-${given.name}`;
const scanArtifact = text`scan-${given.name}`;

const fetched = fetchImage({
  id: 'fetch',
  name: 'Pull every platform and the database',
  with: {
    'tenant-id': given['tenant-id'],
    'client-id': given['reader-client-id'],
    'quarantine-registry': given['quarantine-registry'],
    image: given.image,
    'output-folder': 'lazaret-image',
  },
});

const fetching = job({
  id: 'fetch',
  name: 'Fetch',
  runsOn: chosenRunner,
  permissions: signIn,
  timeoutMinutes: 30,
  steps: [
    fetched,
    uploadArtifact({
      name: 'Hand the image over',
      with: {
        name: imageArtifact,
        path: 'lazaret-image',
        'retention-days': 1,
        'if-no-files-found': 'error',
        overwrite: true,
      },
    }),
  ],
});

const scanned = scanImage({
  id: 'scan',
  name: 'Scan every platform',
  with: {
    layout: 'lazaret-image',
    image: given.image,
    'trivy-allowed': given['trivy-allowed'],
    'output-folder': 'lazaret-scan',
  },
});

const scanning = job({
  id: 'scan',
  name: 'Scan',
  needs: [fetching],
  runsOn: chosenRunner,
  timeoutMinutes: 60,
  outputs: { result: scanned.outputs.result, counts: scanned.outputs.counts },
  steps: [
    downloadArtifact({ name: 'Take the image over', with: { name: imageArtifact, path: 'lazaret-image' } }),
    scanned,
    uploadArtifact({
      name: 'Keep the report',
      with: { name: scanArtifact, path: 'lazaret-scan', 'if-no-files-found': 'error', overwrite: true },
    }),
  ],
});

const decided = gateImage({
  id: 'decide',
  name: 'Decide',
  with: {
    'tenant-id': given['tenant-id'],
    'client-id': given['client-id'],
    'quarantine-registry': given['quarantine-registry'],
    'live-registry': given['live-registry'],
    image: given.image,
    report: 'lazaret-scan/report.json',
    sign: given.sign,
    'signing-key': given['signing-key'],
  },
});

const deciding = job({
  id: 'decide',
  name: 'Decide',
  needs: [scanning],
  runsOn: chosenRunner,
  permissions: { ...signIn, ...readRules, ...readReviews, ...readRun },
  timeoutMinutes: 30,
  outputs: { decision: decided.outputs.decision },
  steps: [
    preflight({
      name: 'Check what runs here',
      with: {
        events: 'push, pull_request, schedule, workflow_dispatch',
        'runner-group': given['runner-group'],
      },
    }),
    downloadArtifact({ name: 'Take the report over', with: { name: scanArtifact, path: 'lazaret-scan' } }),
    decided,
    uploadArtifact({
      name: 'Keep the decision',
      if: expr`always()`,
      with: {
        name: text`decision-${given.name}`,
        path: decided.outputs['decision-file'],
        'if-no-files-found': 'warn',
        overwrite: true,
      },
    }),
  ],
});

export const gateWorkflow = reusable({
  file: 'gate.yml',
  name: 'Decide on an image',
  about:
    'Scans an image in a job that can sign in nowhere, and decides in another. Identities: reader fetches, gate decides\nand signs.',
  inputs,
  outputs: passOn(deciding, { decision: '`pass`, `fail` or `indeterminate`.' }),
  jobs: [fetching, scanning, deciding],
});
