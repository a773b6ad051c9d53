import * as v from 'valibot';

/** `KeyBundle` of the REST reference, as far as it is used; more fields are tolerated. */
export const KeyBody = v.object({
  key: v.object({
    kid: v.string(),
    kty: v.string(),
    crv: v.optional(v.string()),
    x: v.optional(v.string()),
    y: v.optional(v.string()),
    key_ops: v.optional(v.array(v.string()), []),
  }),
  attributes: v.object({ enabled: v.boolean() }),
});

/** `KeyOperationResult`. */
export const SignBody = v.object({
  kid: v.string(),
  value: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/, 'no base64url')),
});

/** `KeyVaultError`. */
export const ErrorBody = v.object({
  error: v.object({
    code: v.optional(v.string(), ''),
    message: v.optional(v.string(), ''),
    innererror: v.optional(v.object({ code: v.optional(v.string(), '') })),
  }),
});
