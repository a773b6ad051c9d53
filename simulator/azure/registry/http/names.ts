/** distribution-spec 1.1, "Pulling manifests": the grammar of a name. */
export function isRepository(name: string): boolean {
  return (
    name.length <= 255 &&
    /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/.test(name)
  );
}

/** The grammar of a tag. */
export function isTag(tag: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(tag);
}

/** A complete digest of a registered algorithm. */
export function isDigest(digest: string): boolean {
  return /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(digest);
}
