import { fail } from '../store/failure.ts';
import { acrItemRoutes } from './acr-items.ts';
import { acrListRoutes } from './acr-lists.ts';
import { blobRoutes } from './blobs.ts';
import { findRoute } from './call.ts';
import type { Plane, Route } from './call.ts';
import { listRoutes } from './lists.ts';
import { manifestRoutes } from './manifests.ts';
import { renderFailure } from './reply.ts';
import { uploadRoutes } from './uploads.ts';

const ociRoutes: readonly Route[] = [...listRoutes, ...uploadRoutes, ...blobRoutes, ...manifestRoutes];
const pullRoutes = ociRoutes.filter(({ method }) => method === 'GET' || method === 'HEAD');
const azureRoutes = [...ociRoutes, ...acrListRoutes, ...acrItemRoutes];

/** Answers a request on an Azure registry: OCI distribution 1.1 and ACR's own API. */
export function answerAzure(plane: Plane, request: Request, url: URL): Promise<Response> {
  return answer(plane, azureRoutes, { request, url });
}

/** Answers a request on a registry that is only read. */
export function answerPull(plane: Plane, request: Request, url: URL): Promise<Response> {
  return answer(plane, pullRoutes, { request, url });
}

async function answer(
  plane: Plane,
  routes: readonly Route[],
  { request, url }: { readonly request: Request; readonly url: URL },
): Promise<Response> {
  const found = findRoute(routes, request.method, url);
  if (found === undefined) {
    const isKnown = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].some(
      (method) => findRoute(routes, method, url) !== undefined,
    );
    const failure = isKnown
      ? fail(405, 'UNSUPPORTED', 'The operation is unsupported.')
      : fail(404, 'NOT_FOUND', `no such path: ${url.pathname}`);
    return renderFailure(plane.store.world, failure);
  }
  const { route, name, reference } = found;
  return route.handle({ plane, request, url, name, reference });
}
