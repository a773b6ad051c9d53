import { UserError } from '../../../../lib/base/errors/index.ts';
import { cleanPath } from '../../../../lib/domain/context/index.ts';

/** Where a build takes its files from. */
export type ContextSource =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'git'; readonly url: string; readonly ref: string; readonly folder: string };

// ACR takes any other https URL for an archive to download
// (https://learn.microsoft.com/azure/container-registry/container-registry-tasks-overview#context-locations).
const gitUrl = /^https:\/\/[a-z0-9.-]+(?::\d+)?\/(?:.+\.git|.+\/_git\/.+)$/i;

/** A folder of the workspace, or `https://host/path.git#<branch, tag or commit>:<folder>`. */
export function parseContextSource(text: string): ContextSource {
  if (!/^[a-z][a-z0-9+.-]*:\/\/|^git@/i.test(text)) return { kind: 'local', path: text };
  const hash = text.indexOf('#');
  const url = hash < 0 ? text : text.slice(0, hash);
  const fragment = hash < 0 ? '' : text.slice(hash + 1);
  const colon = fragment.indexOf(':');
  const ref = colon < 0 ? fragment : fragment.slice(0, colon);
  const folder = colon < 0 ? '' : fragment.slice(colon + 1);
  assertUrl(url);
  return {
    kind: 'git',
    url,
    ref: ref === '' ? 'HEAD' : parseRef(ref, url),
    folder: parseFolder(folder, url),
  };
}

function assertUrl(url: string): void {
  if (/^[a-z+]+:\/\/[^/]*@/i.test(url)) throw refuse('a Git URL', 'it carries credentials');
  if (!gitUrl.test(url) || /\s/.test(url)) throw refuse(url, 'it is no https URL that ends in ".git"');
}

// The rules of git-check-ref-format that keep a ref from being read as an option or another URL.
function parseRef(ref: string, url: string): string {
  const isSafe =
    /^[A-Za-z0-9_][A-Za-z0-9_./+-]{0,249}$/.test(ref) && !ref.includes('..') && !ref.endsWith('.lock');
  if (!isSafe) throw refuse(url, 'the part after "#" is no branch, tag or commit');
  return ref;
}

function parseFolder(folder: string, url: string): string {
  const clean = folder === '' ? '.' : cleanPath(folder);
  if (/^(?:\/|\.\.(?:\/|$))/.test(clean) || /[\p{C}#]/u.test(clean)) {
    throw refuse(url, 'the folder after ":" leaves the repository');
  }
  return clean === '.' ? '' : clean;
}

function refuse(subject: string, reason: string): UserError {
  return new UserError('CONTEXT_URL_INVALID', { subject, reason });
}
