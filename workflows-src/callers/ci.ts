import { expr, path, text } from '../model/expression.ts';
import { job } from '../model/jobs.ts';
import { run } from '../model/steps.ts';
import { workflow } from '../model/workflows.ts';
import { github } from '../parts/contexts.ts';
import { readSource } from '../parts/grants.ts';
import { installProject } from '../parts/node.ts';
import { required } from '../parts/required.ts';
import { analyzeCodeql, checkout, initCodeql, reviewDependencies, setupNode } from '../parts/third-party.ts';
import { defaultBranch, hostedRunner } from '../suite.ts';

const check = job({
  id: 'check',
  name: text`Check on ${path('matrix', 'os')}`,
  runsOn: path('matrix', 'os'),
  permissions: readSource,
  timeoutMinutes: 20,
  strategy: { failFast: false, matrix: { os: [hostedRunner, 'macos-latest'] } },
  steps: [...installProject, run({ name: 'Check', script: 'npm run check' })],
});

const test = job({
  id: 'test',
  name: 'Test',
  runsOn: hostedRunner,
  permissions: readSource,
  timeoutMinutes: 60,
  steps: [
    checkout({ name: 'Check out', with: { 'fetch-depth': 0, 'persist-credentials': false } }),
    setupNode({ name: 'Set Node up', with: { 'node-version': '24', 'package-manager-cache': false } }),
    run({ name: 'Install what makes more tests run, and test', script: './.ci/run' }),
  ],
});

const analyse = job({
  id: 'analyse',
  name: 'Analyse',
  // A fork's token may not write findings: https://docs.github.com/code-security/code-scanning
  if: expr`${github.eventName} != 'pull_request' || ${github.headRepository} == ${github.repository}`,
  runsOn: hostedRunner,
  permissions: { ...readSource, 'security-events': ['write', 'report findings'] },
  timeoutMinutes: 30,
  steps: [
    checkout({ name: 'Check out', with: { 'persist-credentials': false } }),
    initCodeql({ name: 'Prepare', with: { languages: 'javascript-typescript, actions' } }),
    analyzeCodeql({ name: 'Analyse', with: { category: 'codeql' } }),
  ],
});

const dependencies = job({
  id: 'dependencies',
  name: 'Dependencies',
  if: expr`${github.eventName} == 'pull_request'`,
  runsOn: hostedRunner,
  permissions: readSource,
  timeoutMinutes: 10,
  steps: [
    checkout({ name: 'Check out', with: { 'persist-credentials': false } }),
    reviewDependencies({ name: 'Review what the change brings', with: { 'fail-on-severity': 'moderate' } }),
  ],
});

export const ciWorkflow = workflow({
  file: 'ci.yml',
  name: 'CI',
  about:
    'Checks and tests the project itself, on GitHub’s own runners and without any identity; also for forks.',
  on: {
    pull_request: { branches: [defaultBranch] },
    push: { branches: [defaultBranch] },
    merge_group: { types: ['checks_requested'] },
  },
  concurrency: { group: text`ci-${github.ref}`, 'cancel-in-progress': true },
  jobs: [check, test, analyse, dependencies, required('CI required', [check, test, analyse, dependencies])],
});
