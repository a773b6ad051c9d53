import { CodedError, UserError } from '../../../lib/base/errors/index.ts';
import type { Log } from '../../../lib/base/log.ts';
import type { ImportSource } from '../../../lib/clients/arm/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import { bring } from './bring.ts';
import type { Quarantine } from './bring.ts';
import type { Inputs } from './inputs.ts';
import { assertUnmoved, checkTag, reportTag } from './moved.ts';
import type { TagState } from './moved.ts';
import type { Order } from './orders.ts';
import { assertPlatforms } from './platforms.ts';
import type { Deps } from './ports.ts';
import { buildFailure, buildRow } from './rows.ts';
import type { Row } from './rows.ts';

/** What became of an image, with the error where it is not in quarantine. */
export interface Outcome {
  readonly order: Order;
  readonly row: Row;
  readonly error?: CodedError;
}

/** Where images go and how they are asked for. */
export interface Importing {
  readonly inputs: Inputs;
  readonly quarantine: Quarantine;
  readonly deps: Deps;
}

const defaultCredentialHost = 'docker.io';

/** Brings one image; a coded error becomes its row, so that the others go on. */
export async function importOne(order: Order, importing: Importing, log: Log): Promise<Outcome> {
  const { inputs, quarantine, deps } = importing;
  let state: TagState = {
    tag: order.image.tag === undefined ? 'none' : 'not-checked',
    why: 'it was not asked',
  };
  try {
    assertUpstream(order, quarantine);
    state = await checkTag(order, deps);
    if (inputs.onMovedTag === 'refuse') assertUnmoved(order, state);
    const brought = await bring(order, buildSource(order, inputs), quarantine, deps);
    await assertPlatforms(brought, order.platforms, quarantine.client);
    reportTag(order, state, log);
    const row = buildRow(order, brought, state);
    log.info(`${row.reference}: ${row.status}, ${brought.artifact.children.length + 1} manifests`);
    return { order, row };
  } catch (error) {
    if (!(error instanceof CodedError) || deps.signal.aborted) throw error;
    log.info(`${order.image.registry}/${order.image.repository}: ${error.code}`);
    return { order, error, row: buildFailure(order, quarantine.loginServer, state, error) };
  }
}

// ARM would import from the registry into itself: what a pull request built would pass for an upstream image.
function assertUpstream({ image }: Order, { loginServer }: Quarantine): void {
  if (image.registry !== loginServer.toLowerCase()) return;
  throw new UserError('IMPORT_SOURCE_QUARANTINE', {
    subject: formatImageReference(image),
    reason: `${loginServer} is the registry that images are imported into`,
  });
}

function buildSource({ image }: Order, inputs: Inputs): ImportSource {
  const { upstreamUsername: username, upstreamPassword: password } = inputs;
  const { registry: host, repository, digest } = image;
  const source = { kind: 'upstream', host, repository, digest } as const;
  const credentialHost = inputs.upstreamHost ?? inputs.image?.registry ?? defaultCredentialHost;
  // A password goes to the registry it belongs to and to no other.
  if (username === undefined || password === undefined || host !== credentialHost) return source;
  return { ...source, credentials: { username, password: password.reveal() } };
}
