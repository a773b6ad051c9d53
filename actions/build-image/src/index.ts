import { runAction } from '../../../lib/action/index.ts';
import { createDeps } from './deps.ts';
import { check, inputs, outputs } from './inputs.ts';
import { run } from './main.ts';
import { renderSummary } from './summary.ts';

const description = 'Builds a container image on a private ACR agent pool, into the quarantine registry';

await runAction({ name: 'build-image', description, inputs, outputs, check, createDeps, run, renderSummary });
