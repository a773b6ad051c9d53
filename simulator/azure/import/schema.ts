import * as v from 'valibot';

/** `ImportImageParameters` of Microsoft.ContainerRegistry 2025-11-01. */
export const ImportBody = v.object({
  source: v.object({
    resourceId: v.optional(v.string()),
    registryUri: v.optional(v.string()),
    credentials: v.optional(v.object({ username: v.optional(v.string()), password: v.string() })),
    sourceImage: v.pipe(v.string(), v.minLength(1)),
  }),
  targetTags: v.optional(v.array(v.string()), []),
  untaggedTargetRepositories: v.optional(v.array(v.string()), []),
  mode: v.optional(v.picklist(['NoForce', 'Force']), 'NoForce'),
});

export type ImportBody = v.InferOutput<typeof ImportBody>;
