import { job, passOn } from '../model/jobs.ts';
import { expr } from '../model/expression.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { checkFirst } from '../parts/check-first.ts';
import { readRun, readSource, signIn } from '../parts/grants.ts';
import { azureInputs, buildRunnerInputs, chosenRunner, clientInput } from '../parts/inputs.ts';
import { importImage, refreshSnapshots } from '../parts/own-actions.ts';
import { checkout } from '../parts/third-party.ts';

const inputs = {
  'lock-file': { description: 'The file that lists the images, where there is no `image`.', type: 'string' },
  image: { description: 'One image upstream as `host/repository[:tag]@sha256:…`.', type: 'string' },
  repository: { description: 'Repository in quarantine for `image`.', type: 'string' },
  'update-tag': {
    description: 'Move the tag in quarantine to `image`; only for a `repository` under `tools/`.',
    type: 'boolean',
    default: false,
  },
  snapshots: {
    description: 'Refresh the catalogues of exploited vulnerabilities, too.',
    type: 'boolean',
    default: false,
  },
  ...azureInputs,
  ...clientInput('import identity'),
  ...buildRunnerInputs,
} as const;

const given = useInputs(inputs);

const registry = {
  'tenant-id': given['tenant-id'],
  'client-id': given['client-id'],
  'quarantine-registry': given['quarantine-registry'],
};

const imported = importImage({
  id: 'import',
  name: 'Import by digest',
  with: {
    ...registry,
    'lock-file': given['lock-file'],
    image: given.image,
    repository: given.repository,
    'update-tag': given['update-tag'],
    'on-moved-tag': 'warn',
  },
});

const importing = job({
  id: 'import',
  name: 'Import',
  runsOn: chosenRunner,
  permissions: { ...signIn, ...readSource, ...readRun },
  timeoutMinutes: 60,
  outputs: {
    image: imported.outputs.image,
    digest: imported.outputs.digest,
    results: imported.outputs.results,
  },
  steps: [
    checkFirst({ file: 'import.yml', events: ['push', 'schedule', 'workflow_dispatch'] }),
    refreshSnapshots({
      name: 'Refresh the catalogues of exploited vulnerabilities',
      if: expr`${given.snapshots}`,
      with: registry,
    }),
    checkout({
      name: 'Check out the lock file',
      if: expr`${given['lock-file']} != ''`,
      with: { 'persist-credentials': false },
    }),
    imported,
  ],
});

export const importWorkflow = reusable({
  file: 'import.yml',
  name: 'Import upstream images',
  about: 'Imports what the lock file lists into quarantine, by digest. Identity: import.',
  inputs,
  outputs: passOn(importing, {
    image: 'The image in quarantine, pinned; empty with a lock file.',
    digest: 'Digest of the image; empty with a lock file.',
    results: 'JSON list, one object an image, as import-image gives it.',
  }),
  jobs: [importing],
});
