import { commitIdPattern } from '../../base/commit-id.ts';
import { UserError } from '../../base/errors/index.ts';

// git-check-ref-format(1), without its characters for patterns and ranges.
const refPattern = /^(?!-)(?!.*(?:\.\.|@\{|\/\/))[\w./@+=,#%-]{1,250}$/;

/** Whether the text is a whole commit id, which needs no resolving. */
/** Whether a ref is a whole commit id, and no name. */
export function isCommitId(ref: string): boolean {
  return commitIdPattern.test(ref);
}

/** The https address of a repository, checked; nothing else may reach git. */
export function parseGitUrl(text: string): string {
  const refuse = (reason: string): UserError =>
    new UserError('GIT_URL_INVALID', { subject: hideUser(text), reason });
  if (!URL.canParse(text) || /[\p{Cc}\s]/u.test(text)) throw refuse('it is no address');
  const url = new URL(text);
  if (url.protocol !== 'https:') throw refuse(`it uses "${url.protocol}", not "https:"`);
  if (url.username !== '' || url.password !== '') throw refuse('it carries a user or password');
  if (url.hash !== '' || url.search !== '') throw refuse('it carries a query or fragment');
  return url.href;
}

/** The full names that a short ref may stand for; `HEAD` when it is empty. */
export function expandRef(ref: string): readonly string[] {
  if (ref === '' || ref === 'HEAD') return ['HEAD'];
  if (!refPattern.test(ref)) {
    throw new UserError('GIT_REF_NOT_FOUND', {
      subject: JSON.stringify(ref.slice(0, 80)),
      reason: 'it is no ref name',
    });
  }
  return ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
}

/** Arguments of `git ls-remote`: https only, also after a redirect, and nothing from the outside before `--`. */
export function toLsRemoteArgs(url: string, refs: readonly string[]): readonly string[] {
  const protocols = ['-c', 'protocol.allow=never', '-c', 'protocol.https.allow=always'];
  // A peeled tag (`^{}`) is the commit that an annotated tag is about.
  const patterns = refs.flatMap((ref) => (ref.startsWith('refs/tags/') ? [ref, `${ref}^{}`] : [ref]));
  return [...protocols, '-c', 'credential.interactive=false', 'ls-remote', '--', url, ...patterns];
}

/** Removes user and password from an address before it is printed. */
function hideUser(text: string): string {
  return text.replace(/\/\/[^/@]*@/, '//…@');
}
