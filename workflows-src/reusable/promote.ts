import { passOn } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import {
  azureInputs,
  chosenRunner,
  clientInput,
  imageNameInput,
  liveInput,
  pinnedImageInput,
  promoteRunnerInputs,
  readerInput,
  scannerInput,
} from '../parts/inputs.ts';
import { promote, writePage } from '../parts/promotion.ts';

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
  ...scannerInput,
  ...readerInput,
  ...azureInputs,
  ...liveInput,
  ...clientInput('promote identity'),
  ...promoteRunnerInputs,
} as const;

const given = useInputs(inputs);
const { repository, tags, 'baseline-commit': baseline } = given;
const options = { repository, tags, 'baseline-commit': baseline };

const page = writePage(given, options, { runsOn: chosenRunner });

const promoting = promote(given, options, {
  file: 'promote.yml',
  environment: 'promote',
  runsOn: chosenRunner,
  page,
  after: [],
  events: ['push', 'workflow_dispatch'],
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
  jobs: [page, promoting],
});
