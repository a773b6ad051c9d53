import { decodeJwt } from 'jose';
import * as v from 'valibot';

const Claims = v.object({
  sub: v.string(),
  repository: v.string(),
  repository_id: v.string(),
  repository_owner_id: v.string(),
  workflow_ref: v.string(),
  job_workflow_ref: v.string(),
  runner_environment: v.string(),
  ref: v.string(),
  sha: v.string(),
  event_name: v.string(),
  run_id: v.string(),
  run_attempt: v.string(),
});
type Claims = v.InferOutput<typeof Claims>;

/** Who the job is, by its own token. */
export function readClaims(token: string): Claims {
  return v.parse(Claims, decodeJwt(token));
}

/** Provenance by GitHub's build type. https://actions.github.io/buildtypes/workflow/v1 */
export function buildProvenance(claims: Claims) {
  const place = `https://github.com/${claims.repository}`;
  const [path = '', ref = ''] = claims.workflow_ref.replace(`${claims.repository}/`, '').split('@');
  return {
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: { workflow: { ref, repository: place, path } },
        internalParameters: {
          github: {
            event_name: claims.event_name,
            repository_id: claims.repository_id,
            repository_owner_id: claims.repository_owner_id,
            runner_environment: claims.runner_environment,
          },
        },
        resolvedDependencies: [{ uri: `git+${place}@${claims.ref}`, digest: { gitCommit: claims.sha } }],
      },
      runDetails: {
        builder: { id: `https://github.com/${claims.job_workflow_ref}` },
        metadata: { invocationId: `${place}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}` },
      },
    },
  };
}
