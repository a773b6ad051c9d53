// OCI distribution specification 1.1, "Pulling manifests": <name> and <reference> as a tag.
const componentPattern = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const tagPattern = /^[a-zA-Z0-9_][a-zA-Z0-9._-]*$/;
// distribution/reference, grammar in reference.go: domain-name and port-number.
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const addressPattern = /^\[[a-f0-9:]+\]$/;

/** Longest tag (distribution-spec 1.1: one character and up to 127 more). */
export const maxTagCharacters = 128;

/** Longest `registry/repository` (distribution-spec 1.1: the limit that many clients impose on the concatenation). */
export const maxNameCharacters = 255;

/** Why the text is no repository, or undefined when it is one. */
export function explainRepository(repository: string): string | undefined {
  if (repository === '') return 'the repository is missing';
  if (repository.length > maxNameCharacters)
    return `the repository is longer than ${maxNameCharacters} characters`;
  for (const component of repository.split('/')) {
    const reason = explainComponent(component);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function explainComponent(component: string): string | undefined {
  if (componentPattern.test(component) && !component.includes('\n')) return undefined;
  if (component === '') return 'the repository has an empty path component';
  if (component === '.' || component === '..') return `the repository has the path component "${component}"`;
  if (/[A-Z]/.test(component))
    return 'the repository has upper-case letters; registries accept lower case only';
  if (/^[._-]|[._-]$/.test(component))
    return 'a path component of the repository begins or ends with ".", "_" or "-"';
  if (/[^a-z0-9._-]/.test(component))
    return 'the repository has characters other than a-z, 0-9, ".", "_", "-" and "/"';
  return 'the repository has a run of separators that is none of ".", "_", "__" and "-"';
}

/** Why the text is no tag, or undefined when it is one. */
export function explainTag(tag: string): string | undefined {
  if (tag === '') return 'the tag after ":" is missing';
  if (tag.length > maxTagCharacters) return `the tag is longer than ${maxTagCharacters} characters`;
  if (tagPattern.test(tag) && !tag.includes('\n')) return undefined;
  if (/^[.-]/.test(tag)) return 'the tag begins with "." or "-"';
  return 'the tag has characters other than letters, digits, ".", "_" and "-"';
}

/** Why the text is no registry host (lower case, optional port), or undefined when it is one. */
export function explainRegistry(registry: string): string | undefined {
  if (registry === '') return 'the registry is missing';
  const [, host = registry, port] = /^(.*):(\d*)$/.exec(registry) ?? [];
  if (!isHost(host)) return 'the registry is no host name';
  if (port !== undefined && !isPort(port)) return 'the port of the registry is no number from 1 to 65535';
  return undefined;
}

function isHost(host: string): boolean {
  if (host.length > maxNameCharacters || host.includes('\n')) return false;
  return hostPattern.test(host) || addressPattern.test(host);
}

function isPort(port: string): boolean {
  return /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65535;
}
