import { call, passOn } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { deliveryInputs, sourceInputs } from '../parts/image-inputs.ts';
import { buildWorkflow } from './build.ts';
import { callGate, callPromotion, deliveredOutputs } from '../parts/delivery.ts';
import { github } from '../parts/contexts.ts';
import { provenanceWorkflow } from './provenance.ts';

const inputs = { ...sourceInputs, ...deliveryInputs } as const;
const given = useInputs(inputs);

const azure = {
  'tenant-id': given['tenant-id'],
  'quarantine-registry': given['quarantine-registry'],
};

const build = call({
  id: 'build',
  name: 'Build',
  workflow: buildWorkflow,
  with: {
    ...azure,
    name: given.name,
    folder: given.folder,
    dockerfile: given.dockerfile,
    platform: given.platform,
    repository: given.repository,
    'agent-pool': given['agent-pool'],
    'client-id': given['build-client-id'],
    'runner-group': given['runner-group'],
  },
});

const provenance = call({
  id: 'provenance',
  name: 'Provenance',
  needs: [build],
  workflow: provenanceWorkflow,
  with: {
    ...azure,
    image: build.outputs.image,
    'run-id': build.outputs['run-id'],
    'context-hash': build.outputs['context-hash'],
    'base-digests': build.outputs['base-digests'],
    'started-at': build.outputs['started-at'],
    'finished-at': build.outputs['finished-at'],
    'client-id': given['provenance-client-id'],
    'signing-key': given['provenance-key'],
    'runner-group': given['runner-group'],
  },
});

const gate = callGate(given, build, provenance);

// A tag in live says which commit it came from; nothing is deployed by it.
const promoted = callPromotion(given, { arrival: build, gate, tags: github.sha });

export const deliverImageWorkflow = reusable({
  file: 'deliver-image.yml',
  name: 'Deliver an image',
  about:
    'Takes one image of the protected branch from its source to live: build, provenance, gate, approval, promotion.',
  inputs,
  outputs: passOn(promoted, deliveredOutputs),
  jobs: [build, provenance, gate, promoted],
});
