import type { CodedError } from '../../../lib/base/errors/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import type { Brought } from './bring.ts';
import type { TagState } from './moved.ts';
import type { Order } from './orders.ts';

/** What became of one image; the form of an item of the output `results`. */
export interface Row {
  readonly reference: string;
  readonly digest: Digest;
  /** In quarantine, pinned. */
  readonly image: string;
  readonly reason: string;
  readonly status: 'imported' | 'present' | 'failed';
  readonly tag: TagState['tag'];
  readonly tagDigest?: Digest;
  readonly code?: string;
  readonly problem?: string;
}

/** The row of an image that is in quarantine. */
export function buildRow(order: Order, brought: Brought, state: TagState): Row {
  return { ...describeOrder(order, brought.target.registry, state), status: brought.status };
}

/** The row of an image that is not. */
export function buildFailure(order: Order, loginServer: string, state: TagState, error: CodedError): Row {
  const problem = `${error.message} — ${error.remedy}`;
  return { ...describeOrder(order, loginServer, state), status: 'failed', code: error.code, problem };
}

function describeOrder({ image, repository, reason }: Order, loginServer: string, state: TagState) {
  const { registry, digest } = image;
  const tag = image.tag === undefined ? {} : { tag: image.tag };
  return {
    reference: formatImageReference({ registry, repository: image.repository, ...tag }),
    digest,
    image: formatImageReference({ registry: loginServer, repository, digest }),
    reason,
    tag: state.tag,
    ...(state.tag === 'moved' ? { tagDigest: state.tagDigest } : {}),
  };
}
