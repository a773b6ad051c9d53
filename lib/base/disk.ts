import { findErrorCode } from './error-code.ts';
import { UserError } from './errors/index.ts';

// Linux and macOS: no space, or no more of it for this user.
const fullCodes: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** A full disk as SCAN_DISK_FULL that names the folder; anything else comes back as it is. */
export function explainDisk(error: unknown, folder: string): unknown {
  const code = findErrorCode(error);
  if (code === undefined || !fullCodes.has(code)) return error;
  return new UserError('SCAN_DISK_FULL', { subject: folder, reason: `${code} while writing`, cause: error });
}
