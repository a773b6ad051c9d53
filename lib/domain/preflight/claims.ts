import * as v from 'valibot';
import { checkJson } from '../../base/schema.ts';
import type { Checked } from '../../base/schema.ts';

// https://docs.github.com/actions/reference/security/oidc#oidc-token-claims; others are not looked at.
const Claims = v.object({
  sub: v.string(),
  repository: v.string(),
  ref: v.string(),
  ref_protected: v.optional(v.string()),
  sha: v.string(),
  event_name: v.string(),
  run_id: v.string(),
  run_attempt: v.string(),
  environment: v.optional(v.string()),
  workflow_ref: v.optional(v.string()),
  job_workflow_ref: v.string(),
  job_workflow_sha: v.string(),
  check_run_id: v.optional(v.pipe(v.string(), v.regex(/^\d{1,19}$/))),
});

/** The claims of a job's token that are looked at. */
export type Claims = v.InferOutput<typeof Claims>;

/**
 * The claims of a token of our own, unverified: it came from GitHub over TLS, and what counts is what Entra makes of
 * the same claims. Nothing but the checked claims leaves this function.
 */
export function readClaims(token: string): Checked<Claims> {
  const [, payload] = token.split('.');
  if (payload === undefined) return { ok: false, problems: ['it is no JSON Web Token'] };
  const checked = checkJson(Claims, Buffer.from(payload, 'base64url').toString('utf8'));
  // The words of a parser could quote the token.
  return checked.ok ? checked : { ok: false, problems: checked.problems.map(dropQuote) };
}

/** A claim `owner/name/path@ref` in its parts; undefined when it is none. */
export function parseWorkflowRef(
  claim: string,
): { readonly repository: string; readonly path: string; readonly ref: string } | undefined {
  const [, repository, path, ref] = /^([^/@]+\/[^/@]+)\/([^@]+)@(.+)$/.exec(claim) ?? [];
  if (repository === undefined || path === undefined || ref === undefined) return undefined;
  return { repository, path, ref };
}

function dropQuote(problem: string): string {
  return problem.startsWith('not JSON') ? 'its claims are no JSON' : problem;
}

/** What of a job token and runner both tell. */
export interface ToldJob {
  /** `owner/name`. */
  readonly repository: string;
  readonly ref: string;
  readonly sha: string;
  readonly eventName: string;
  readonly runId: number;
}

/** A claim's name, what the token says, what the runner says. */
export type ClaimPair = readonly [name: string, said: string, is: string];

/** Holds what the token says of a job beside what the runner says. */
export function listPairs(job: ToldJob, claims: Claims): readonly ClaimPair[] {
  return [
    ['repository', claims.repository, job.repository],
    ['ref', claims.ref, job.ref],
    ['sha', claims.sha, job.sha],
    ['event_name', claims.event_name, job.eventName],
    ['run_id', claims.run_id, String(job.runId)],
  ];
}
