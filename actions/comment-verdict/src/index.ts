import { runAction } from '../../../lib/action/index.ts';
import { createDeps } from './deps.ts';
import { description, inputs, outputs } from './inputs.ts';
import { run } from './main.ts';
import { renderSummary } from './summary.ts';

await runAction({ name: 'comment-verdict', description, inputs, outputs, createDeps, run, renderSummary });
