import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Benchmark } from '../../scripts/bench/types.ts';

const dist = join(dirname(dirname(import.meta.dirname)), 'dist');
const maxBytes = 4 * 1024 * 1024;

/** The size of what is committed, as a whole and by folder. */
export const bench: Benchmark = {
  title: 'size of the committed bundles',
  run: async () => {
    const entries = readdirSync(dist, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const sum = (folder: string): number =>
      files
        .filter(({ parentPath }) => `${parentPath}/`.startsWith(`${folder}/`))
        .reduce((bytes, { parentPath, name }) => bytes + statSync(join(parentPath, name)).size, 0);
    return [
      { name: 'dist', unit: 'bytes', samples: [sum(dist)], limit: maxBytes },
      { name: 'dist/lib', unit: 'bytes', samples: [sum(join(dist, 'lib'))] },
      { name: 'dist/vendor', unit: 'bytes', samples: [sum(join(dist, 'vendor'))] },
    ];
  },
};
