import { text } from '../model/expression.ts';
import { call, passOn } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { importEstateInputs } from '../parts/image-inputs.ts';
import { callGate, callPromotion, deliveredOutputs } from '../parts/delivery.ts';
import { importWorkflow } from './import.ts';
import { provenanceWorkflow } from './provenance.ts';

const inputs = {
  name: { description: 'Names jobs and artifacts; one image, one name.', type: 'string', required: true },
  reference: {
    description: 'The image upstream, as the lock file names it.',
    type: 'string',
    required: true,
  },
  digest: { description: 'Its locked digest.', type: 'string', required: true },
  tag: { description: 'Its tag in live; empty for none.', type: 'string', default: '' },
  repository: { description: 'Repository in quarantine, under upstream/.', type: 'string', required: true },
  ...importEstateInputs,
} as const;

const given = useInputs(inputs);
const upstream = text`${given.reference}@${given.digest}`;
const azure = {
  'tenant-id': given['tenant-id'],
  'quarantine-registry': given['quarantine-registry'],
};

const imported = call({
  id: 'import',
  name: 'Import',
  workflow: importWorkflow,
  with: {
    ...azure,
    image: upstream,
    repository: given.repository,
    'client-id': given['import-client-id'],
    'runner-group': given['runner-group'],
  },
});

const provenance = call({
  id: 'provenance',
  name: 'Import record',
  needs: [imported],
  workflow: provenanceWorkflow,
  with: {
    ...azure,
    image: imported.outputs.image,
    kind: 'import',
    upstream,
    'client-id': given['provenance-client-id'],
    'signing-key': given['provenance-key'],
    'runner-group': given['runner-group'],
  },
});

const gate = callGate(given, imported, provenance);

const promoted = callPromotion(given, { arrival: imported, gate, tags: given.tag });

export const deliverImportWorkflow = reusable({
  file: 'deliver-import.yml',
  name: 'Deliver an upstream image',
  about: 'Takes one locked upstream image to live: import, import record, gate, approval, promotion.',
  inputs,
  outputs: passOn(promoted, deliveredOutputs),
  jobs: [imported, provenance, gate, promoted],
});
