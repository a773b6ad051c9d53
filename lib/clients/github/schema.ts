import * as v from 'valibot';

const AccountBody = v.object({ id: v.number(), login: v.string(), type: v.optional(v.string(), 'User') });
export type AccountBody = v.InferOutput<typeof AccountBody>;

// An address that GitHub knows no account for is null, and {} in its published schema (`empty-object`).
const OptionalAccountBody = v.nullish(
  v.union([
    AccountBody,
    v.pipe(
      v.strictObject({}),
      v.transform(() => null),
    ),
  ]),
);

const Sha = v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/));

/** A workflow run, or one attempt of it. */
export const RunBody = v.object({
  id: v.number(),
  run_attempt: v.number(),
  head_sha: Sha,
  head_branch: v.nullish(v.string()),
  event: v.string(),
  actor: v.nullish(AccountBody),
  triggering_actor: v.nullish(AccountBody),
});
export type RunBody = v.InferOutput<typeof RunBody>;

/** The reviews of a run's deployments; a state that is not known is refused, because it might be a "no". */
export const ApprovalsBody = v.array(
  v.object({
    state: v.picklist(['approved', 'rejected', 'pending']),
    user: AccountBody,
    comment: v.nullish(v.string(), ''),
    environments: v.array(v.object({ name: v.string() })),
  }),
);

/** An environment; rules of kinds that are not read are tolerated, a missing policy field is not. */
export const EnvironmentBody = v.object({
  name: v.string(),
  can_admins_bypass: v.optional(v.boolean(), true),
  protection_rules: v.optional(
    v.array(
      v.object({
        type: v.string(),
        prevent_self_review: v.optional(v.boolean(), false),
        reviewers: v.optional(v.array(v.unknown()), []),
      }),
    ),
    [],
  ),
  deployment_branch_policy: v.nullable(
    v.object({ protected_branches: v.boolean(), custom_branch_policies: v.boolean() }),
  ),
});
export type EnvironmentBody = v.InferOutput<typeof EnvironmentBody>;

/** One page of the patterns of an environment. */
export const BranchPoliciesBody = v.object({
  branch_policies: v.array(v.object({ name: v.string(), type: v.optional(v.string(), 'branch') })),
});

const PersonBody = v.nullish(v.object({ email: v.nullish(v.string(), '') }));

const CommitBody = v.object({
  sha: Sha,
  commit: v.object({
    message: v.string(),
    author: PersonBody,
    committer: PersonBody,
    verification: v.nullish(v.object({ verified: v.boolean() })),
  }),
  author: OptionalAccountBody,
  committer: OptionalAccountBody,
  parents: v.array(v.object({ sha: Sha })),
});
export type CommitBody = v.InferOutput<typeof CommitBody>;

export const CommitsBody = v.array(CommitBody);

/** One page of a comparison. */
export const CompareBody = v.object({
  status: v.picklist(['ahead', 'behind', 'diverged', 'identical']),
  total_commits: v.number(),
  commits: CommitsBody,
});

/** Pull requests as a commit lists them: without the merger, which only the single form has. */
export const PullListBody = v.array(v.object({ number: v.number() }));

export const PullBody = v.object({
  number: v.number(),
  user: v.nullish(AccountBody),
  merged_by: v.nullish(AccountBody),
  merge_commit_sha: v.nullish(v.string()),
  merged_at: v.nullish(v.string()),
  head: v.optional(v.object({ sha: Sha })),
  base: v.optional(v.object({ ref: v.string() })),
});
export type PullBody = v.InferOutput<typeof PullBody>;

export const RepositoryBody = v.object({ default_branch: v.pipe(v.string(), v.nonEmpty()) });

/** A branch; `protected` is true for branch protections and rulesets alike (REST, "List branches"). */
export const BranchBody = v.object({ commit: v.object({ sha: Sha }), protected: v.boolean() });

const FileBody = v.object({
  ...{ type: v.literal('file'), encoding: v.string(), size: v.number(), content: v.string() },
});

/** What the contents API shows of a path: a file, or something else, which is undefined here. */
export const ContentsBody = v.pipe(
  v.union([
    FileBody,
    v.pipe(
      v.unknown(),
      v.transform(() => undefined),
    ),
  ]),
  v.transform((file) => ({ file })),
);

/** One page of reviews; a state that is not known is refused, because it might take an approval back. */
export const ReviewsBody = v.array(
  v.object({
    user: v.nullish(AccountBody),
    state: v.picklist(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING']),
    commit_id: v.nullish(v.string()),
    submitted_at: v.nullish(v.string()),
  }),
);
export type ReviewBody = v.InferOutput<typeof ReviewsBody>[number];
