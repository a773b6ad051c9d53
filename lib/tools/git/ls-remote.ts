/** What `git ls-remote` prints, by full ref name; a peeled tag replaces the tag object. Other lines are ignored. */
export function parseLsRemote(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\t(\S+)$/.exec(line.trimEnd());
    const [, sha, name] = match ?? [];
    if (sha === undefined || name === undefined) continue;
    const isPeeled = name.endsWith('^{}');
    const ref = isPeeled ? name.slice(0, -3) : name;
    if (isPeeled || !found.has(ref)) found.set(ref, sha);
  }
  return found;
}
