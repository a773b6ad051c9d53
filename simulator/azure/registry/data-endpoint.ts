import { createHmac, timingSafeEqual } from 'node:crypto';
import { location } from '../../estate/index.ts';
import type { World } from '../../world/types.ts';
import { serveBlob } from './http/blobs.ts';
import { fail } from './store/failure.ts';
import { renderFailure } from './http/reply.ts';
import type { Store } from './store/state.ts';

/** How long a redirect may be used; docs speak of minutes only. */
const lifetimeMs = 20 * 60 * 1000;

/** A registry's data endpoint: blobs by URLs that were signed for one redirect. */
export interface DataEndpoint {
  readonly host: string;
  sign(repository: string, digest: string): string;
  handle(request: Request, url: URL): Promise<Response>;
}

/** https://learn.microsoft.com/azure/container-registry/container-registry-dedicated-data-endpoints: `<name>.<region>.data.azurecr.io` */
export function createDataEndpoint(world: World, store: Store): DataEndpoint {
  const host = `${store.host.replace(/\.azurecr\.io$/, '')}.${location}.data.azurecr.io`;
  const key = world.slice('registry-data-key', () => ({ key: Buffer.from(world.bytes(32)).toString('hex') }));
  const signText = (text: string): string =>
    createHmac('sha256', Buffer.from(key.value.key, 'hex')).update(text).digest('base64url');
  return {
    host,
    sign(repository, digest) {
      const expires = new Date(world.clock.now() + lifetimeMs).toISOString();
      const path = `/${repository}/blobs/${digest.replace(':', '/')}/data`;
      const query = new URLSearchParams({ se: expires, sp: 'r', sig: signText(`${host}${path} ${expires}`) });
      return `https://${host}${path}?${query.toString()}`;
    },
    async handle(request, url) {
      const expires = url.searchParams.get('se') ?? '';
      const isSigned = isEqual(
        signText(`${host}${url.pathname} ${expires}`),
        url.searchParams.get('sig') ?? '',
      );
      if (!isSigned || Date.parse(expires) < world.clock.now())
        return renderFailure(world, fail(403, 'DENIED', 'The signature is not valid.'));
      const match = /\/blobs\/(sha256|sha512)\/([0-9a-f]+)\/data$/.exec(url.pathname);
      return serveBlob(store, request, `${match?.[1] ?? ''}:${match?.[2] ?? ''}`);
    },
  };
}

function isEqual(known: string, given: string): boolean {
  const [a, b] = [Buffer.from(known), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
