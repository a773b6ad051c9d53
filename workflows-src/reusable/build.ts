import { job, passOn } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { checkFirst } from '../parts/check-first.ts';
import { readRun, readSource, signIn } from '../parts/grants.ts';
import {
  azureInputs,
  buildRunnerInputs,
  chosenRunner,
  clientInput,
  imageNameInput,
} from '../parts/inputs.ts';
import { buildImage } from '../parts/own-actions.ts';
import { buildOutputs } from '../parts/outputs.ts';
import { checkout } from '../parts/third-party.ts';

const inputs = {
  ...imageNameInput,
  folder: {
    description: 'The build context, from the root of the repository.',
    type: 'string',
    required: true,
  },
  dockerfile: {
    description: 'The Dockerfile, relative to the context.',
    type: 'string',
    default: 'Dockerfile',
  },
  repository: { description: 'Repository in quarantine.', type: 'string', required: true },
  platform: { description: 'Platform to build for.', type: 'string', default: 'linux/amd64' },
  'agent-pool': { description: 'Agent pool of quarantine that builds.', type: 'string', required: true },
  ...azureInputs,
  ...clientInput('build identity'),
  ...buildRunnerInputs,
} as const;

const given = useInputs(inputs);

const built = buildImage({
  id: 'build',
  name: 'Build in quarantine',
  with: {
    'tenant-id': given['tenant-id'],
    'client-id': given['client-id'],
    'quarantine-registry': given['quarantine-registry'],
    'agent-pool': given['agent-pool'],
    repository: given.repository,
    context: given.folder,
    dockerfile: given.dockerfile,
    platform: given.platform,
  },
});

const build = job({
  id: 'build',
  name: 'Build',
  runsOn: chosenRunner,
  permissions: { ...signIn, ...readSource, ...readRun },
  timeoutMinutes: 150,
  outputs: {
    image: built.outputs.image,
    digest: built.outputs.digest,
    'run-id': built.outputs['run-id'],
    'context-hash': built.outputs['context-hash'],
    'base-digests': built.outputs['base-digests'],
    'started-at': built.outputs['started-at'],
    'finished-at': built.outputs['finished-at'],
  },
  steps: [
    checkFirst({ file: 'build.yml', events: ['push', 'pull_request', 'workflow_dispatch'] }),
    checkout({ name: 'Check out the source', with: { 'persist-credentials': false } }),
    built,
  ],
});

export const buildWorkflow = reusable({
  file: 'build.yml',
  name: 'Build an image',
  about:
    'Builds one image on the private agent pool into quarantine. Identity: build, or build-pr for pull requests.',
  inputs,
  outputs: passOn(build, buildOutputs),
  jobs: [build],
});
