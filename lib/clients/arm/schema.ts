import * as v from 'valibot';

/** What is needed of `Registry`, as the SDK flattens it; the mode is absent on registries from before it existed. */
export const RegistryShape = v.object({
  id: v.string(),
  name: v.string(),
  loginServer: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,252}$/)),
  roleAssignmentMode: v.nullish(
    v.picklist(['AbacRepositoryPermissions', 'LegacyRegistryPermissions']),
    'LegacyRegistryPermissions',
  ),
});
