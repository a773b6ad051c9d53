import { expr, text } from '../model/expression.ts';
import { job, passOn } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { checkFirst } from '../parts/check-first.ts';
import { readReviews, readRules, readRun, signIn } from '../parts/grants.ts';
import {
  azureInputs,
  buildRunnerInputs,
  chosenRunner,
  clientInput,
  imageNameInput,
  liveInput,
  pinnedImageInput,
  readerInput,
  scannerInput,
} from '../parts/inputs.ts';
import { fetchImage, gateImage, scanImage } from '../parts/own-actions.ts';
import { downloadArtifact, uploadArtifact } from '../parts/third-party.ts';

const inputs = {
  ...imageNameInput,
  ...pinnedImageInput,
  rules: {
    description:
      'Whose rules of the policy hold: `quarantine`, `production`, or `local` for what is not signed.',
    type: 'string',
    default: 'quarantine',
  },
  sign: { description: 'Attach the signed decision to the image.', type: 'boolean', default: true },
  'signing-key': {
    description: 'Identifier of the decision key; not needed without `sign`.',
    type: 'string',
  },
  ...readerInput,
  ...azureInputs,
  ...liveInput,
  ...clientInput('gate identity, or of the reader where nothing is signed'),
  ...scannerInput,
  ...buildRunnerInputs,
} as const;

const given = useInputs(inputs);
const imageFolder = 'lazaret-image';
const scanFolder = 'lazaret-scan';
const decisionFolder = 'lazaret-gate';
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
    'output-folder': imageFolder,
  },
});

const fetching = job({
  id: 'fetch',
  name: 'Fetch',
  runsOn: chosenRunner,
  permissions: signIn,
  timeoutMinutes: 30,
  outputs: { image: fetched.outputs.image, database: fetched.outputs.database },
  steps: [
    fetched,
    uploadArtifact({
      name: 'Hand the image over',
      with: {
        name: imageArtifact,
        path: imageFolder,
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
    layout: imageFolder,
    // Both digests come by the run's own outputs: nothing in an artifact is signed.
    image: fetching.outputs.image,
    database: fetching.outputs.database,
    'trivy-allowed': given['trivy-allowed'],
    'output-folder': scanFolder,
  },
});

const scanning = job({
  id: 'scan',
  name: 'Scan',
  needs: [fetching],
  runsOn: chosenRunner,
  timeoutMinutes: 60,
  outputs: {
    result: scanned.outputs.result,
    counts: scanned.outputs.counts,
    'report-digest': scanned.outputs['report-digest'],
  },
  steps: [
    downloadArtifact({ name: 'Take the image over', with: { name: imageArtifact, path: imageFolder } }),
    scanned,
    uploadArtifact({
      name: 'Keep the report',
      with: { name: scanArtifact, path: scanFolder, 'if-no-files-found': 'error', overwrite: true },
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
    report: `${scanFolder}/report.json`,
    // A scanner that an image took over can replace every artifact of its run, but no other job's outputs.
    // An output that GitHub held back, as it does with what looks like a secret, is no digest and so refused.
    'report-digest': expr`${scanning.outputs['report-digest']} || 'none'`,
    sbom: `${scanFolder}/sbom`,
    environment: given.rules,
    'output-folder': decisionFolder,
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
    checkFirst({ file: 'gate.yml', events: ['push', 'pull_request', 'schedule', 'workflow_dispatch'] }),
    downloadArtifact({ name: 'Take the report over', with: { name: scanArtifact, path: scanFolder } }),
    decided,
    uploadArtifact({
      name: 'Keep the decision',
      if: expr`always()`,
      with: {
        name: text`decision-${given.name}`,
        path: decisionFolder,
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
