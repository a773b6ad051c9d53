import { path } from '../model/expression.ts';
import { call } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { deliveryInputs, handOn, shardInputs } from '../parts/image-inputs.ts';
import { eachImage, matrixImage } from '../parts/matrix.ts';
import { deliverImageWorkflow } from './deliver-image.ts';

const inputs = { ...shardInputs, ...deliveryInputs } as const;
const given = useInputs(inputs);

const deliver = call({
  id: 'image',
  name: path('matrix', 'image', 'name'),
  strategy: eachImage(given.images),
  workflow: deliverImageWorkflow,
  with: { ...matrixImage, ...handOn.delivery },
});

export const deliverImagesWorkflow = reusable({
  file: 'deliver-images.yml',
  name: 'Deliver images',
  about: 'Delivers every image of one matrix.',
  inputs,
  outputs: {},
  jobs: [deliver],
});
