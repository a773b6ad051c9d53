import type { Finding } from '../findings/index.ts';

// Schemes that give each vulnerability, or each check, a number of its own. Advisories (DSA, RHSA, ELSA, ALAS, USN …)
// stand for any number of them, and for more tomorrow.
const single = /^(CVE-\d{4}-\d{4,}$|GHSA-|GO-\d|RUSTSEC-|PYSEC-|OSV-|MAL-|AVD-)/;

/**
 * The names under which an exception may speak of a finding, in upper case. An alias counts only where it means the same
 * and nothing more: an advisory's finding that stands for several CVEs is not excepted by an exception of one of them.
 */
export function listSynonyms({ id, aliases }: Finding): readonly string[] {
  const own = id.toUpperCase();
  if (aliases.length === 0) return [own];
  const all = new Set([own, ...aliases.map((alias) => alias.toUpperCase())]);
  const cves = [...all].filter((name) => name.startsWith('CVE-'));
  if (cves.length > 1) return [own];
  return [...all].filter((name) => name === own || single.test(name));
}
