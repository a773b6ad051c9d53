import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives one run of the tests a temporary folder of its own, and removes it with everything that was left in it. */
// eslint-disable-next-line no-restricted-syntax -- jest calls the default export of a globalSetup
export default function setUp() {
  const before = process.env['TMPDIR'];
  const folder = mkdtempSync(join(tmpdir(), 'lazaret-tests-'));
  process.env['TMPDIR'] = folder;
  process.once('exit', () => {
    if (before === undefined) delete process.env['TMPDIR'];
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
}
