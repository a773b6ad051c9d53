import type { JobView, Law } from './types.ts';
import { listPermissions } from './view.ts';

/** Jobs that sign in as the reader alone, so that nothing is at stake that preflight would guard. */
const readers = ['fetch', 'page'];
/** What a job with an identity may use of others: it moves files, and nothing else. */
const movers = ['actions/checkout@', 'actions/upload-artifact@', 'actions/download-artifact@'];

/** Laws about jobs that can sign in: https://docs.github.com/actions/reference/security/secure-use */
export const privilegedLaws: readonly Law[] = [
  {
    id: 'preflight-first',
    why: 'What was not meant to start here is stopped before it can sign in.',
    judge: ({ jobs }) =>
      jobs
        .filter((job) => isPrivileged(job) && !readers.includes(job.id))
        .filter(({ steps }) => steps[0]?.uses !== '$/actions/preflight')
        .map(({ place }) => ({ place, message: 'must begin with preflight' })),
  },
  {
    id: 'privileged-steps',
    why: 'A job that can sign in runs own actions and moves files; no script, no other program.',
    judge: ({ jobs }) =>
      jobs
        .filter(isPrivileged)
        .flatMap(({ steps }) => steps)
        .filter(
          ({ uses }) =>
            uses?.startsWith('$/actions/') !== true &&
            !movers.some((mover) => uses?.startsWith(mover) === true),
        )
        .map(({ place }) => ({ place, message: 'has no place in a job that can sign in' })),
  },
  {
    id: 'promotion-is-alone',
    why: 'The job that holds the most authority takes no file from anybody: one digest in.',
    judge: ({ jobs }) =>
      jobs
        .filter((job) => isPrivileged(job) && job.environment !== undefined)
        .flatMap(({ steps }) => steps)
        .filter(({ uses }) => uses?.startsWith('$/actions/') !== true)
        .map(({ place }) => ({ place, message: 'is not an own action' })),
  },
  {
    id: 'scanner-signs-in-nowhere',
    why: 'A scanner that was hijacked finds nothing to steal where there is no identity.',
    judge: ({ jobs }) =>
      jobs
        .filter(({ steps }) => steps.some(({ uses }) => uses === '$/actions/scan-image'))
        .filter(({ permissions }) => Object.keys(listPermissions(permissions) ?? { all: 'write' }).length > 0)
        .map(({ place }) => ({
          place: [...place, 'permissions'],
          message: 'must be empty where the scanner runs',
        })),
  },
  {
    id: 'report-by-digest',
    why: 'A hijacked scanner can replace every artifact of its run, but not what another job answered.',
    judge: ({ jobs }) =>
      jobs
        .filter(({ steps }) => steps.some(({ uses }) => uses?.startsWith('actions/download-artifact@')))
        .flatMap(({ steps }) => steps)
        .filter(({ uses }) => uses === '$/actions/gate-image')
        .filter(({ with: given }) => !isOfJob(given['report-digest']))
        .map(({ place }) => ({
          place: [...place, 'with'],
          message: '`report-digest` must be an output of the job that scanned, or else no digest: `|| …`',
        })),
  },
];

function isOfJob(value: unknown): boolean {
  return (
    typeof value === 'string' && /^\$\{\{ needs\.[\w-]+\.outputs\.[\w-]+ \|\| '[a-z]+' \}\}$/.test(value)
  );
}

// A release signs by Sigstore; its authority is the attestation, and its law the pinned action.
function isPrivileged({ uses, permissions, environment }: JobView): boolean {
  const granted = listPermissions(permissions) ?? {};
  const signsIn = granted['id-token'] === 'write' && granted['attestations'] === undefined;
  return uses === undefined && (signsIn || environment === 'promote' || environment === 'break-glass');
}
