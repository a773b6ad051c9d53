import { needRepository } from '../access/needs.ts';
import { failUnknownRepository } from '../store/failure.ts';
import { findRepository } from '../store/state.ts';
import type { RepositoryRecord, Store } from '../store/state.ts';
import type { Call, Route } from './call.ts';
import { getCatalog, linkTo } from './lists.ts';
import { cutPage } from './page.ts';
import { groupTags, renderManifest, renderTag } from './render.ts';
import { renderFailure, renderJson } from './reply.ts';

/** Lists of ACR's own API (2021-07-01). */
export const acrListRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/acr\/v1\/_catalog$/, handle: getCatalog },
  { method: 'GET', path: /^\/acr\/v1\/(.+)\/_tags$/, handle: getTags },
  { method: 'GET', path: /^\/acr\/v1\/(.+)\/_manifests$/, handle: getManifests },
];

async function getTags(call: Call): Promise<Response> {
  return withRepository(call, (store, repository) => {
    const digest = call.url.searchParams.get('digest');
    const records = Object.entries(repository.tags).filter(
      ([, tag]) => tag.attributes.listEnabled && (digest === null || tag.digest === digest),
    );
    const { page, headers } = order(call, records);
    if (page.length === 0) return renderJson(store.world, head(call), { headers });
    const tags = page.map(([name, tag]) => renderTag(name, tag));
    return renderJson(store.world, { ...head(call), tags }, { headers });
  });
}

async function getManifests(call: Call): Promise<Response> {
  return withRepository(call, (store, repository) => {
    const records = Object.entries(repository.manifests).filter(
      ([, { attributes }]) => attributes.listEnabled,
    );
    const { page, headers } = order(call, records);
    const tags = groupTags(repository);
    const manifests = page.map(([digest, record]) => renderManifest(digest, record, tags.get(digest) ?? []));
    return renderJson(store.world, { ...head(call), manifests }, { headers });
  });
}

async function withRepository(
  call: Call,
  render: (store: Store, repository: RepositoryRecord) => Response,
): Promise<Response> {
  const { store, gate } = call.plane;
  const refused = await gate.refuse(call.request, needRepository(call.name, 'metadata_read'));
  if (refused !== undefined) return refused;
  const repository = findRepository(store, call.name);
  if (repository === undefined) return renderFailure(store.world, failUnknownRepository(call.name));
  return render(store, repository);
}

/** `orderby` is empty (by name), `timedesc` or `timeasc`. */
function order<T extends { readonly updatedAt: number }>(
  call: Call,
  records: readonly (readonly [string, T])[],
): { readonly page: readonly (readonly [string, T])[]; readonly headers: Record<string, string> } {
  const by = call.url.searchParams.get('orderby');
  const byName = records.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const isByTime = by === 'timedesc' || by === 'timeasc';
  const sorted = isByTime
    ? byName.toSorted(([, a], [, b]) =>
        by === 'timeasc' ? a.updatedAt - b.updatedAt : b.updatedAt - a.updatedAt,
      )
    : byName;
  const page = cutPage(sorted, call.url.searchParams, { keyOf: ([name]) => name, isSorted: !isByTime });
  return { page: page.items, headers: linkTo(call.url.pathname, page.next) };
}

function head(call: Call): { readonly registry: string; readonly imageName: string } {
  return { registry: call.plane.store.host, imageName: call.name };
}
