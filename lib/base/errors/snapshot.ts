import type { ErrorCatalogue } from './types.ts';

/** Errors about the copies of CISA's catalogue and of FIRST's scores. */
export const snapshotErrors = {
  SNAPSHOT_UNAVAILABLE: {
    kind: 'external',
    title: 'The publisher gave no snapshot',
    cause: 'The file could not be fetched from the host that publishes it.',
    remedy: 'Let the runner reach the host; run the job again. The last snapshot stays until then.',
  },
  SNAPSHOT_MALFORMED: {
    kind: 'external',
    title: 'The snapshot is not what is published',
    cause: 'The file, or the artifact that carries it, has another form, is cut off or too large.',
    remedy: 'Look at the file by its address. The last snapshot stays until it can be read again.',
  },
  SNAPSHOT_OLDER: {
    kind: 'external',
    title: 'The snapshot is older than the one that is there',
    cause: 'The publisher, or somebody in between, served an earlier file.',
    remedy: 'Run the job again later; when it stays so, see what stands between runner and publisher.',
  },
  SNAPSHOT_FUTURE: {
    kind: 'external',
    title: 'The snapshot is from the future',
    cause: 'Its date is later than the clock of the runner; one of the two is wrong.',
    remedy: 'Correct the clock of the runner.',
  },
} as const satisfies ErrorCatalogue;
