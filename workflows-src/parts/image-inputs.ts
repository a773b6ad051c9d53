import { useInputs } from '../model/workflows.ts';
import { runnerGroups } from '../suite.ts';
import { azureInputs, imageNameInput, liveInput, readerInput, scannerInput } from './inputs.ts';

/** What a chain needs to know of one image. */
export const sourceInputs = {
  ...imageNameInput,
  folder: {
    description: 'The build context, from the root of the repository.',
    type: 'string',
    required: true,
  },
  dockerfile: { description: 'The Dockerfile, relative to the context.', type: 'string', required: true },
  repository: { description: 'Repository in quarantine and live.', type: 'string', required: true },
  platform: { description: 'Platform to build for; empty for the default.', type: 'string', required: true },
} as const;

/** The images of one matrix. */
export const shardInputs = {
  images: {
    description: 'JSON list of images, as plan-changes gives them; at most 256.',
    type: 'string',
    required: true,
  },
} as const;

/** The estate, as far as a pull request needs it. */
export const checkInputs = {
  ...azureInputs,
  ...liveInput,
  'agent-pool': { description: 'Agent pool of quarantine that builds.', type: 'string', required: true },
  'build-client-id': { description: 'Client id of the build identity.', type: 'string', required: true },
  ...readerInput,
  ...scannerInput,
  'runner-group': {
    description: 'Runner group for builds, scans and decisions.',
    type: 'string',
    default: runnerGroups.build,
  },
} as const;

/** The estate, as far as a delivery needs it. */
export const deliveryInputs = {
  ...checkInputs,
  'provenance-client-id': {
    description: 'Client id of the provenance identity.',
    type: 'string',
    required: true,
  },
  'gate-client-id': { description: 'Client id of the gate identity.', type: 'string', required: true },
  'promote-client-id': { description: 'Client id of the promote identity.', type: 'string', required: true },
  'provenance-key': { description: 'Identifier of the provenance key.', type: 'string', required: true },
  'decision-key': { description: 'Identifier of the decision key.', type: 'string', required: true },
  'promotion-key': { description: 'Identifier of the promotion key.', type: 'string', required: true },
  'promote-runner-group': {
    description: 'Runner group for promotions.',
    type: 'string',
    default: runnerGroups.promote,
  },
} as const;

const { 'agent-pool': _pool, 'build-client-id': _build, ...withoutBuild } = deliveryInputs;

/** The estate, as far as the delivery of an upstream image needs it. */
export const importEstateInputs = {
  ...withoutBuild,
  'import-client-id': { description: 'Client id of the import identity.', type: 'string', required: true },
} as const;

/** The inputs of an estate, handed on under the same names. */
export const handOn = { check: useInputs(checkInputs), delivery: useInputs(deliveryInputs) } as const;
