import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Benchmark, Figure } from '../../scripts/bench/types.ts';
import { writeCorpus } from './context/corpus.ts';
import { packByTar, packOurs } from './context/programs.ts';
import type { Packed } from './context/programs.ts';

const packages = join(dirname(dirname(import.meta.dirname)), 'node_modules');
const megabyte = 1024 * 1024;
const rounds = 3;
const maxPeakBytes = 200 * megabyte;
/** No more than for a tenth of the bytes; two runs over the same folder differ by up to 3 % already. */
const maxGrowth = 1.05;

/** How long, how small and in how much memory build-image packs its context. */
export const bench: Benchmark = {
  title: 'packing 1 GB in 20,000 files, half source text, half random',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lazaret-bench-'));
    try {
      const [large, small] = [join(folder, 'large'), join(folder, 'small')];
      writeCorpus({ folder: large, bytes: 1024 * megabyte, files: 20_000 }, packages);
      writeCorpus({ folder: small, bytes: 100 * megabyte, files: 20_000 }, packages);
      return await measure(large, small);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

// Interleaved and in pairs, so that whatever else the machine does falls on both alike; the first pair only warms up.
async function measure(large: string, small: string): Promise<readonly Figure[]> {
  await packByTar(large);
  const pairs: { readonly ours: Packed; readonly tar: Packed; readonly small: Packed }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    const first = isOursFirst ? await packOurs(large) : await packByTar(large);
    const second = isOursFirst ? await packByTar(large) : await packOurs(large);
    const [ours, tar] = isOursFirst ? [first, second] : [second, first];
    pairs.push({ ours, tar, small: await packOurs(small) });
  }
  const reference = '`tar -cf - . | gzip` of the same folder';
  return [
    {
      name: 'time',
      unit: 'ratio',
      reference,
      samples: pairs.map(({ ours, tar }) => ours.ms / tar.ms),
      limit: 1,
    },
    {
      ...{ name: 'size', unit: 'ratio', reference, limit: 1.05 },
      samples: pairs.map(({ ours, tar }) => ours.bytes / tar.bytes),
    },
    {
      ...{ name: 'peak memory', unit: 'bytes', limit: maxPeakBytes },
      samples: pairs.map(({ ours }) => ours.peakBytes),
    },
    {
      ...{ name: 'peak memory beside 100 MB in as many files', unit: 'ratio', limit: maxGrowth },
      samples: pairs.map(({ ours, small: less }) => ours.peakBytes / less.peakBytes),
    },
  ];
}
