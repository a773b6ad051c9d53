import { fillWorld } from '../az/az.ts';
import { refusedBuildCase } from '../az/build-cases.ts';
import { azCases } from '../az/cases.ts';
import { fromDebian } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

/** az as Debian 12 carries it, 2.45: the oldest that is cared for. */
export const judge: Judge = {
  floor: 'ARM, tasks, import, Entra',
  name: 'az',
  program: fromDebian({ name: 'az', package: 'azure-cli', versionArgs: ['version'] }),
  prepare: fillWorld,
  cases: [...azCases, refusedBuildCase],
};
