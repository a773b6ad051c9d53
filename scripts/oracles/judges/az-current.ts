import { fillWorld } from '../az/az.ts';
import { callerBuildCase, refusedBuildCase } from '../az/build-cases.ts';
import { azCases } from '../az/cases.ts';
import { fromPip } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

/** The az of the day: newer API versions, and builds that name their caller. */
export const judge: Judge = {
  floor: 'ARM, tasks, import, Entra',
  name: 'az, current',
  program: fromPip({ name: 'az', package: 'azure-cli', version: '2.91.0', versionArgs: ['version'] }),
  prepare: fillWorld,
  cases: [...azCases, refusedBuildCase, callerBuildCase].map((one) => ({ ...one, isSlow: true })),
};
