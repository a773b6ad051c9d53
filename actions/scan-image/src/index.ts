import { runAction } from '../../../lib/action/index.ts';
import { createDeps } from './deps.ts';
import { check, description, inputs, outputs } from './inputs.ts';
import { run } from './main.ts';
import { renderSummary } from './summary.ts';

await runAction({ name: 'scan-image', description, inputs, outputs, check, createDeps, run, renderSummary });
