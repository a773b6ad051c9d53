import { run } from '../model/steps.ts';
import type { Step } from '../model/types.ts';
import { checkout, setupNode } from './third-party.ts';

/** Checks the project out and puts its Node first on the PATH. */
export const prepareProject: readonly Step[] = [
  checkout({ name: 'Check out', with: { 'persist-credentials': false } }),
  setupNode({ name: 'Set Node up', with: { 'node-version': '24', 'package-manager-cache': false } }),
];

/** Installs what the lock file names, without running the packages' own scripts. */
export const installPackages: Step = run({ name: 'Install', script: 'npm ci --ignore-scripts' });

export const installProject: readonly Step[] = [...prepareProject, installPackages];
