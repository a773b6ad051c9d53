import { deleteManifest, deleteTag } from '../../../simulator/azure/registry/store/remove.ts';
import { putManifest } from '../../../simulator/azure/registry/store/put.ts';
import { startAttributes } from '../../../simulator/azure/registry/store/state.ts';
import type { Store } from '../../../simulator/azure/registry/store/state.ts';
import { identities, live, quarantine, tenantId } from '../../../simulator/estate/index.ts';
import { playInProcess } from '../play/in-process.ts';
import type { FaultWorld } from '../world/fault-world.ts';
import { orderPromotion } from '../world/orders.ts';
import type { Order } from '../world/orders.ts';

/** What a promotion and its intruder are about. */
export interface Contest {
  readonly world: FaultWorld;
  /** The disturbed promotion. */
  readonly order: Order;
  readonly repository: string;
  readonly tag: string;
  /** The digest under promotion, and another image of the same repository in quarantine. */
  readonly digest: string;
  readonly other: string;
}

/** Another client with all rights, who acts once between two requests of a promotion. */
export interface Intruder {
  readonly name: string;
  act(contest: Contest): Promise<void>;
  /** Whether the tag may be the intruder's afterwards, so that the promotion has to give up. */
  readonly isRival: boolean;
}

/** Everything that may come between. */
export const intruders: readonly Intruder[] = [
  { name: 'the same promotion', isRival: false, act: ({ world, order }) => promote(world, order) },
  {
    name: 'a promotion of another digest to the same tag',
    isRival: true,
    act: ({ world, repository, other, tag }) =>
      promote(world, orderPromotion(world.run, `${quarantine.loginServer}/${repository}@${other}`, tag)),
  },
  { name: 'a retag', isRival: true, act: retag },
  { name: 'a forced import of something else', isRival: true, act: importOther },
  {
    name: 'a delete of the tag',
    isRival: false,
    act: async (contest) => void deleteTag(storeOf(contest), contest.repository, contest.tag),
  },
  {
    name: 'a delete of the image',
    isRival: false,
    act: async (contest) => void deleteManifest(storeOf(contest), contest.repository, contest.digest),
  },
  { name: 'an unlock of everything', isRival: false, act: unlock },
];

async function promote(world: FaultWorld, order: Order): Promise<void> {
  await playInProcess(world, order);
}

async function retag(contest: Contest): Promise<void> {
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, manifests: [] }));
  await putManifest(storeOf(contest), contest.repository, { bytes, mediaType, tag: contest.tag });
}

async function importOther({ world, repository, other, tag }: Contest): Promise<void> {
  const { clientId, name, objectId } = identities.promote;
  const { imports } = world.simulation;
  const started = await imports.start({ clientId, name, objectId, tenantId }, live.id, {
    source: { resourceId: quarantine.id, sourceImage: `${repository}@${other}` },
    targetTags: [`${repository}:${tag}`],
    mode: 'Force',
  });
  if (!started.ok) throw new Error(`${started.code} ${started.message}`);
  // Not `settled`: the disturbed promotion's own import may be the one that is held.
  while (imports.poll(started.operationId)?.state === 'running')
    await new Promise((resolve) => setTimeout(resolve, 1));
}

async function unlock(contest: Contest): Promise<void> {
  const store = storeOf(contest);
  const { manifests, tags } = store.slice.value.repositories[contest.repository] ?? {};
  for (const entry of [...Object.values(manifests ?? {}), ...Object.values(tags ?? {})])
    entry.attributes = startAttributes();
  store.slice.touch();
}

function storeOf({ world }: Contest): Store {
  const store = world.simulation.registries.findStore(live.loginServer);
  if (store === undefined) throw new Error('no live registry');
  return store;
}
