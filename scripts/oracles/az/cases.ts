import type { Case } from '../types.ts';
import { accountCases } from './account-cases.ts';
import { buildCases } from './build-cases.ts';
import { importCases } from './import-cases.ts';
import { repositoryCases } from './repository-cases.ts';

/** What every version of az must find right: the cases build on each other, in this order. */
export const azCases: readonly Case[] = [...accountCases, ...importCases, ...repositoryCases, ...buildCases];
