import { path } from '../model/expression.ts';
import { call } from '../model/jobs.ts';
import { reusable, useInputs } from '../model/workflows.ts';
import { checkInputs, handOn, shardInputs } from '../parts/image-inputs.ts';
import { eachImage, matrixImage } from '../parts/matrix.ts';
import { checkImageWorkflow } from './check-image.ts';

const inputs = { ...shardInputs, ...checkInputs } as const;
const given = useInputs(inputs);

// The outputs of a matrix overwrite each other, so each image has a chain of its own.
const check = call({
  id: 'image',
  name: path('matrix', 'image', 'name'),
  strategy: eachImage(given.images),
  workflow: checkImageWorkflow,
  with: { ...matrixImage, ...handOn.check },
});

export const checkImagesWorkflow = reusable({
  file: 'check-images.yml',
  name: 'Check the images of a pull request',
  about: 'Checks every image of one matrix.',
  inputs,
  outputs: {},
  jobs: [check],
});
