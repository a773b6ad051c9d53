import { needCatalog, needRepository } from '../access/needs.ts';
import { fail, failUnknownRepository } from '../store/failure.ts';
import { listReferrers } from '../store/referrers.ts';
import { findRepository } from '../store/state.ts';
import type { Store } from '../store/state.ts';
import type { Call, Route } from './call.ts';
import { isDigest } from './names.ts';
import { cutPage } from './page.ts';
import { renderFailure, renderJson } from './reply.ts';

/** Discovery: distribution-spec 1.1, "Listing Tags", "Listing Referrers"; and the catalogue of registry API V2. */
export const listRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/v2\/$/, handle: answerVersion },
  { method: 'GET', path: /^\/v2$/, handle: answerVersion },
  { method: 'GET', path: /^\/v2\/_catalog$/, handle: getCatalog },
  { method: 'GET', path: /^\/v2\/(.+)\/tags\/list$/, handle: getTags },
  { method: 'GET', path: /^\/v2\/(.+)\/referrers\/([^/]+)$/, handle: getReferrers },
];

/** The catalogue, which both APIs answer alike. */
export async function getCatalog(call: Call): Promise<Response> {
  const { store, gate } = call.plane;
  const refused = await gate.refuse(call.request, needCatalog);
  if (refused !== undefined) return refused;
  const page = cutPage(listRepositories(store), call.url.searchParams, {
    keyOf: (name) => name,
    isSorted: true,
  });
  return renderJson(
    store.world,
    { repositories: page.items },
    { headers: linkTo(call.url.pathname, page.next) },
  );
}

async function answerVersion(call: Call): Promise<Response> {
  return (await call.plane.gate.refuse(call.request)) ?? renderJson(call.plane.store.world, {});
}

function listRepositories(store: Store): readonly string[] {
  return Object.entries(store.slice.value.repositories)
    .filter(([, { attributes }]) => attributes.listEnabled)
    .map(([name]) => name)
    .sort();
}

async function getTags(call: Call): Promise<Response> {
  const { store, gate } = call.plane;
  const refused = await gate.refuse(call.request, needRepository(call.name, 'pull', 'metadata_read'));
  if (refused !== undefined) return refused;
  const repository = findRepository(store, call.name);
  if (repository === undefined) return renderFailure(store.world, failUnknownRepository(call.name));
  const tags = Object.entries(repository.tags)
    .filter(([, { attributes }]) => attributes.listEnabled)
    .map(([name]) => name)
    .sort();
  const page = cutPage(tags, call.url.searchParams, {
    keyOf: (name) => name,
    isSorted: true,
    defaultItems: 1000,
  });
  const headers = linkTo(`/v2/${call.name}/tags/list`, page.next);
  return renderJson(store.world, { name: call.name, tags: page.items }, { headers });
}

// A subject that is not there, or not yet, has an empty list.
async function getReferrers(call: Call): Promise<Response> {
  const { store, gate } = call.plane;
  const refused = await gate.refuse(call.request, needRepository(call.name, 'pull', 'metadata_read'));
  if (refused !== undefined) return refused;
  if (!isDigest(call.reference))
    return renderFailure(store.world, fail(400, 'DIGEST_INVALID', 'invalid digest'));
  const asked = call.url.searchParams.get('artifactType');
  const all = listReferrers(store, call.name, call.reference);
  const matching = asked === null ? all : all.filter(({ artifactType }) => artifactType === asked);
  const page = cutPage(matching, call.url.searchParams, { keyOf: ({ digest }) => digest, isSorted: true });
  const filter = asked === null ? '' : `&artifactType=${encodeURIComponent(asked)}`;
  const next = page.next === undefined ? undefined : page.next + filter;
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const headers = {
    'content-type': mediaType,
    ...linkTo(`/v2/${call.name}/referrers/${call.reference}`, next),
    ...(asked === null ? {} : { 'oci-filters-applied': 'artifactType' }),
  };
  return renderJson(store.world, { schemaVersion: 2, mediaType, manifests: page.items }, { headers });
}

/** The `Link` header of a page (RFC 8288). */
export function linkTo(path: string, query: string | undefined): Record<string, string> {
  return query === undefined ? {} : { link: `<${path}?${query}>; rel="next"` };
}
