import type { Breach, House, JobView, Law, WorkflowView } from './types.ts';
import { isRecord, listPermissions } from './view.ts';

/** Laws about what the token of a job may do. */
export const permissionLaws: readonly Law[] = [
  {
    id: 'no-permissions-at-top',
    why: 'What every job gets is what no job needs.',
    judge: ({ permissions }) =>
      isRecord(permissions) && Object.keys(permissions).length === 0
        ? []
        : [{ place: ['permissions'], message: 'must be permissions: {} at the top' }],
  },
  {
    id: 'job-permissions',
    why: 'A job names what it needs, one by one.',
    judge: ({ jobs }) =>
      jobs
        .filter(({ permissions }) => listPermissions(permissions) === undefined)
        .map(({ place }) => ({ place, message: 'names no permissions of its own' })),
  },
  {
    id: 'permission-reason',
    why: 'A permission without a reason is never taken away again.',
    judge: ({ jobs, source }) =>
      jobs.flatMap(({ permissions, place }) =>
        Object.keys(listPermissions(permissions) ?? {})
          .map((name) => [...place, 'permissions', name])
          .filter((at) => (source.findComment(at) ?? '') === '')
          .map((at) => ({ place: at, message: 'has no reason behind it' })),
      ),
  },
  {
    id: 'callee-permissions',
    why: 'A called workflow cannot have more than its caller grants, and should be given no more than it uses.',
    judge: ({ jobs }, house) => jobs.flatMap((job) => judgeCall(job, house)),
  },
];

function judgeCall(job: JobView, house: House): readonly Breach[] {
  const callee = findCallee(job, house);
  const granted = listPermissions(job.permissions);
  if (callee === undefined || granted === undefined) return [];
  const needed = unionOf(callee);
  const place = [...job.place, 'permissions'];
  const missing = Object.entries(needed)
    .filter(([name, level]) => rank(granted[name]) < rank(level))
    .map(([name, level]) => ({ place, message: `grants less than the callee needs: ${name}: ${level}` }));
  const superfluous = Object.entries(granted)
    .filter(([name, level]) => rank(level) > rank(needed[name]))
    .map(([name, level]) => ({ place, message: `grants more than the callee needs: ${name}: ${level}` }));
  return [...missing, ...superfluous];
}

/** The workflow of this repository that a job calls. */
export function findCallee({ uses }: JobView, { workflows, repository }: House): WorkflowView | undefined {
  const own = [`./.github/workflows/`, `${repository}/.github/workflows/`].find((start) =>
    uses?.startsWith(start),
  );
  const file = own === undefined ? undefined : uses?.slice(own.length).split('@')[0];
  return file === undefined ? undefined : workflows.get(file);
}

function unionOf({ jobs }: WorkflowView): Readonly<Record<string, string>> {
  const union: Record<string, string> = {};
  for (const { permissions } of jobs) {
    for (const [name, level] of Object.entries(listPermissions(permissions) ?? {})) {
      if (rank(level) > rank(union[name])) union[name] = level;
    }
  }
  return union;
}

function rank(level: string | undefined): number {
  return ['read', 'write'].indexOf(level ?? '') + 1;
}
