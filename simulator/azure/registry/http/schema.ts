import * as v from 'valibot';

/** A PATCH body: any subset of the attributes; unknown fields are passed over, as by the service's models. */
export const AttributesPatch = v.object({
  deleteEnabled: v.optional(v.boolean()),
  writeEnabled: v.optional(v.boolean()),
  readEnabled: v.optional(v.boolean()),
  listEnabled: v.optional(v.boolean()),
  quarantineState: v.optional(v.string()),
  quarantineDetails: v.optional(v.string()),
});

export type AttributesPatch = v.InferOutput<typeof AttributesPatch>;
