import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../../../.github/workflows');

// Of our own generated files; only what decides whether act can run a job is asked for.
const stepSchema = v.object({ uses: v.optional(v.string()) });
const jobSchema = v.object({
  uses: v.optional(v.string()),
  environment: v.optional(v.unknown()),
  permissions: v.optional(v.record(v.string(), v.string()), {}),
  steps: v.optional(v.array(stepSchema), []),
});
const workflowSchema = v.object({ jobs: v.record(v.string(), jobSchema) });

type Job = v.InferOutput<typeof jobSchema>;

/** Why act cannot run a job of the committed workflows as it stands; the first that fits. */
const reasons: readonly (readonly [reason: string, fits: (job: Job) => boolean])[] = [
  ['act has no environments, and would run it unreviewed', (job) => job.environment !== undefined],
  ['act mints no OIDC token', (job) => job.uses === undefined && job.permissions['id-token'] === 'write'],
  ['it only calls others, which are listed themselves', (job) => job.uses !== undefined],
  [
    'act would fetch a third-party action from the real github.com',
    ({ steps }) => steps.some(({ uses }) => isForeign(uses)),
  ],
  [
    'it asks the simulated GitHub about its own run, which act does not book there',
    ({ steps }) => steps.some(({ uses }) => uses?.startsWith('$/') === true),
  ],
  ['it only sums up the results of such jobs, or tells them', () => true],
];

function isForeign(uses: string | undefined): boolean {
  return uses !== undefined && !uses.startsWith('$/') && !uses.startsWith('actions/checkout@');
}

/** The jobs of the committed workflows by the reason for which act is not asked about them. */
export function listNotRun(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const file of readdirSync(folder).sort()) {
    const { jobs } = v.parse(workflowSchema, parse(readFileSync(join(folder, file), 'utf8')));
    for (const [id, job] of Object.entries(jobs)) {
      const reason = reasons.find(([, fits]) => fits(job))?.[0] ?? '';
      found.set(reason, [...(found.get(reason) ?? []), `${file}/${id}`]);
    }
  }
  return found;
}
