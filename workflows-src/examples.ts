import { mainWorkflow } from './callers/main.ts';
import { pullRequestWorkflow } from './callers/pull-request.ts';
import { relocate } from './model/relocate.ts';
import type { Workflow } from './model/types.ts';
import { suiteRepository } from './suite.ts';

/** Stands for the commit of a release until the adopter puts that in. */
export const exampleCommit = '0123456789abcdef0123456789abcdef01234567';

/** The callers that a repository writes which uses the suite from outside. */
export const adopterWorkflows: readonly Workflow[] = [pullRequestWorkflow, mainWorkflow].map((caller) =>
  relocate(caller, { repository: suiteRepository, commit: exampleCommit, version: 'v1.0.0' }),
);
