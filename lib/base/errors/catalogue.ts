import { approvalErrors } from './approval.ts';
import { commentErrors } from './comment.ts';
import { configErrors } from './config.ts';
import { contextErrors } from './context.ts';
import { entraErrors } from './entra.ts';
import { gateErrors } from './gate.ts';
import { githubErrors } from './github.ts';
import { imageErrors } from './image.ts';
import { importErrors } from './import.ts';
import { inputErrors } from './input.ts';
import { keyvaultErrors } from './keyvault.ts';
import { networkErrors } from './network.ts';
import { preflightErrors } from './preflight.ts';
import { promotionErrors } from './promotion.ts';
import { registryErrors } from './registry.ts';
import { scanErrors } from './scan.ts';
import { snapshotErrors } from './snapshot.ts';
import { statementErrors } from './statement.ts';
import { tasksErrors } from './tasks.ts';
import type { ErrorEntry } from './types.ts';

/** Every error code a user can meet; `docs/errors.md` is its printed form. */
export const errorCatalogue = {
  ...inputErrors,
  ...configErrors,
  ...commentErrors,
  ...imageErrors,
  ...registryErrors,
  ...tasksErrors,
  ...contextErrors,
  ...importErrors,
  ...preflightErrors,
  ...promotionErrors,
  ...approvalErrors,
  ...statementErrors,
  ...keyvaultErrors,
  ...entraErrors,
  ...scanErrors,
  ...snapshotErrors,
  ...gateErrors,
  ...githubErrors,
  ...networkErrors,
} as const;

/** The union of all codes in {@link errorCatalogue}. */
export type ErrorCode = keyof typeof errorCatalogue;

/** The table row of one code. */
export function readEntry(code: ErrorCode): ErrorEntry {
  return errorCatalogue[code];
}
