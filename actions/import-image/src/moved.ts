import { UserError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import { formatImageReference, shortenDigest } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import type { Order } from './orders.ts';
import type { Deps } from './ports.ts';

/** What upstream says of the tag beside a digest. Only the digest decides what is imported. */
export type TagState =
  | { readonly tag: 'none' | 'unmoved' | 'gone' }
  | { readonly tag: 'moved'; readonly tagDigest: Digest }
  | { readonly tag: 'not-checked'; readonly why: string };

/** Asks upstream, without credentials, where the tag points now. */
export async function checkTag({ image }: Order, deps: Deps): Promise<TagState> {
  const { registry, repository, tag, digest } = image;
  if (tag === undefined) return { tag: 'none' };
  const answer = await deps.upstream().findTagDigest({ registry, repository, tag }, deps.signal);
  switch (answer.kind) {
    case 'unknown':
      return { tag: 'not-checked', why: answer.reason };
    case 'absent':
      return { tag: 'gone' };
    case 'found':
      return answer.digest === digest ? { tag: 'unmoved' } : { tag: 'moved', tagDigest: answer.digest };
  }
}

/** Throws IMPORT_TAG_MOVED for a tag that points elsewhere or is gone; one that was not checked passes. */
export function assertUnmoved(order: Order, state: TagState): void {
  const reason = explainMoved(order, state);
  if (reason === undefined) return;
  throw new UserError('IMPORT_TAG_MOVED', { subject: formatImageReference(order.image), reason });
}

/** Says what a person should know of the tag, at the line of the lock file. */
export function reportTag(order: Order, state: TagState, log: Log): void {
  const moved = explainMoved(order, state);
  const name = formatImageReference(order.image);
  if (moved !== undefined) log.warning(`${name}: ${moved}; imported is what was asked for`, order.place);
  if (state.tag === 'not-checked') log.info(`${name}: its tag was not checked: ${state.why}`);
}

function explainMoved({ image }: Order, state: TagState): string | undefined {
  const tag = image.tag ?? '';
  if (state.tag === 'gone') return `upstream has the tag ${tag} no longer`;
  if (state.tag !== 'moved') return undefined;
  return `the tag ${tag} points at ${state.tagDigest} by now, not at ${shortenDigest(image.digest)}`;
}
