import type { World } from '../../world/types.ts';
import { openBlobFiles } from './files.ts';
import { readBlob } from './read.ts';
import type { BlobErrorCode } from './replies.ts';
import { replyError } from './replies.ts';
import type { SasProblem } from './sas.ts';
import { buildSasUrl, findSasProblem } from './sas.ts';
import { openBlobState } from './state.ts';
import type { Blobs, BlobPath, SasPermission } from './types.ts';
import { writeBlob } from './write.ts';

/** The account that ACR Tasks keeps sources and logs in; its name has the shape of the real ones. */
const accountName = 'acrtaskprodeus2083';
const host = `${accountName}.blob.core.windows.net`;

const codes: Record<SasProblem, BlobErrorCode> = {
  missing: 'PublicAccessNotPermitted',
  signature: 'AuthenticationFailed',
  expired: 'AuthenticationFailed',
  permission: 'AuthorizationPermissionMismatch',
};

/** Makes the storage account of ACR Tasks. */
export function createBlobs(world: World): Blobs {
  const state = openBlobState(world);
  const files = openBlobFiles(world, state);
  const account = () => ({ name: accountName, host, key: state.value.key });
  return {
    files,
    signedUrl(path, permissions, validMs) {
      const now = world.clock.now();
      return buildSasUrl(account(), path, { permissions, startsAt: now, expiresAt: now + validMs });
    },
    service: {
      name: 'blob',
      hosts: ['*.blob.core.windows.net'],
      async handle(request) {
        const url = new URL(request.url);
        const path = parsePath(url);
        const context = { world, request, files, query: url.searchParams };
        if (path === undefined || url.hostname !== host) return replyError(context, 'InvalidUri');
        const needed = findNeeded(request.method);
        if (needed === undefined)
          return replyError(context, 'UnsupportedHttpVerb', { allow: 'GET, HEAD, PUT' });
        const problem = findSasProblem(account(), path, url.searchParams, { now: world.clock.now(), needed });
        if (problem !== undefined) return replyError(context, codes[problem]);
        await world.pause(5);
        return request.method === 'PUT' ? writeBlob(context, path) : readBlob(context, path);
      },
    },
  };
}

function findNeeded(method: string): readonly SasPermission[] | undefined {
  if (method === 'GET' || method === 'HEAD') return ['r'];
  return method === 'PUT' ? ['c', 'w'] : undefined;
}

function parsePath(url: URL): BlobPath | undefined {
  try {
    const [container = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    const name = rest.join('/');
    return container === '' || name === '' ? undefined : { container, name };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
