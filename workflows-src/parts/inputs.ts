import { expr, path } from '../model/expression.ts';
import type { Runner } from '../model/types.ts';
import { runnerGroups } from '../suite.ts';

/** Inputs that every workflow with an identity takes. */
export const azureInputs = {
  'tenant-id': { description: 'Entra tenant of the registries.', type: 'string', required: true },
  'quarantine-registry': {
    description: 'ARM resource id of the quarantine registry.',
    type: 'string',
    required: true,
  },
} as const;

export const liveInput = {
  'live-registry': { description: 'ARM resource id of the live registry.', type: 'string', required: true },
} as const;

/** Where the jobs run: a runner group of the caller and labels within it. */
export const buildRunnerInputs = runnerInputs(runnerGroups.build);
export const promoteRunnerInputs = runnerInputs(runnerGroups.promote);

export const readerInput = {
  'reader-client-id': {
    description: 'Client id of the identity that reads the registries.',
    type: 'string',
    required: true,
  },
} as const;

export const scannerInput = {
  'trivy-allowed': {
    description: 'The scanners that may be run: `<version> <sha256>`, one a line.',
    type: 'string',
    required: true,
  },
} as const;

export const pinnedImageInput = {
  image: {
    description: 'The image in quarantine, pinned: `registry/repository@sha256:…`.',
    type: 'string',
    required: true,
  },
} as const;

export const imageNameInput = {
  name: {
    description: 'What people call the image; names jobs and artifacts.',
    type: 'string',
    required: true,
  },
} as const;

/** The client id of the identity that a workflow file has. */
export function clientInput(what: string) {
  return {
    'client-id': { description: `Client id of the ${what}.`, type: 'string', required: true },
  } as const;
}

/** The runner that the inputs name. */
export const chosenRunner: Runner = {
  group: path('inputs', 'runner-group'),
  labels: expr`fromJSON(${path('inputs', 'runner-labels')})`,
};

function runnerInputs(group: string) {
  return {
    'runner-group': {
      description: 'Runner group of the caller’s organisation.',
      type: 'string',
      default: group,
    },
    'runner-labels': {
      description: 'Labels within the group, as a JSON list.',
      type: 'string',
      default: '["self-hosted"]',
    },
  } as const;
}
