import { runAction } from '../../../lib/action/index.ts';
import { createDeps } from './deps.ts';
import { check, inputs, outputs } from './inputs.ts';
import { run } from './main.ts';
import { renderSummary } from './summary.ts';

const description = 'Carry an approved image by digest from quarantine to live.';
await runAction({
  name: 'promote-image',
  description,
  inputs,
  outputs,
  check,
  createDeps,
  run,
  renderSummary,
});
