import { runAction } from '../../../lib/action/index.ts';
import { createDeps } from './deps.ts';
import { check, description, inputs, outputs, retired } from './inputs.ts';
import { run } from './main.ts';
import { renderSummary } from './summary.ts';

await runAction({
  name: 'promote-image',
  description,
  inputs,
  outputs,
  retired,
  check,
  createDeps,
  run,
  renderSummary,
});
