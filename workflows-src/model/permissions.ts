import type { JobHandle, Permissions } from './types.ts';

type Entry = readonly [name: string, grant: readonly ['read' | 'write', string]];

/** The least that covers every job: a called workflow gets no more than its caller grants. */
export function unionPermissions(jobs: readonly JobHandle[]): Permissions {
  const entries: readonly Entry[] = jobs.flatMap(({ job }) => Object.entries(job.permissions));
  // The last entry of a name stays, so what writes comes last and, among equals, what was named first.
  const ordered = [...entries].reverse().sort((one, other) => rank(one) - rank(other));
  return Object.fromEntries(ordered);
}

function rank([, [level]]: Entry): number {
  return level === 'write' ? 1 : 0;
}
