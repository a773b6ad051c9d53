import { ExternalError } from '../../lib/base/errors/index.ts';
import type { ErrorCode } from '../../lib/base/errors/index.ts';
import type { ImportRequest, ImportSource, RegistryManagementClient } from '../../lib/clients/arm/index.ts';
import { listChildren } from '../../lib/domain/artifact/index.ts';
import type { Digest } from '../../lib/domain/image/index.ts';
import { setTag } from './registry.ts';
import type { FakeRegistry } from './registry.ts';

/** Where an import may copy from, and what a test does between ARM's check of the tags and its copy. */
export interface FakeImports {
  find(source: ImportSource): FakeRegistry | undefined;
  afterCheck?(): Promise<void>;
}

/** The control plane of one registry in memory; imports run as ARM's do in mode NoForce: check, then copy. */
export function createFakeManagement(
  id: string,
  target: FakeRegistry,
  imports: FakeImports,
): RegistryManagementClient {
  let time = 1_000_000;
  return {
    readAccount: async () => ({
      id,
      name: target.registry.slice(0, target.registry.indexOf('.')),
      loginServer: target.registry,
      roleAssignmentMode: 'AbacRepositoryPermissions',
    }),
    importImage: async (request) => {
      const source = imports.find(request.source);
      if (source === undefined) throw failed('IMPORT_SOURCE_DENIED', request, 'no such source');
      const held = target.open(request.repository);
      const taken = request.tags.find((tag) => held.tags.has(tag));
      if (taken !== undefined) throw failed('IMPORT_TAG_EXISTS', request, `Tag ${taken} already exists`);
      await imports.afterCheck?.();
      copy(source, target, request);
      for (const tag of request.tags) setTag(held, tag, request.source.digest, (time += 1));
    },
  };
}

function copy(source: FakeRegistry, target: FakeRegistry, request: ImportRequest): void {
  const from = source.open(request.source.repository);
  const to = target.open(request.repository);
  const carry = (digest: Digest): void => {
    const manifest = from.manifests.get(digest);
    if (manifest === undefined) throw failed('IMPORT_SOURCE_NOT_FOUND', request, `${digest} is not there`);
    listChildren(manifest).forEach((child) => carry(child.digest));
    if (to.manifests.has(digest)) return;
    const attributes = { deleteEnabled: true, writeEnabled: true, readEnabled: true, listEnabled: true };
    to.manifests.set(digest, { ...manifest, attributes });
  };
  carry(request.source.digest);
}

function failed(code: ErrorCode, request: ImportRequest, reason: string): ExternalError {
  const subject = `${request.source.repository}@${request.source.digest}`;
  return new ExternalError(code, { subject, reason, system: 'fake ARM', operation: 'importImage' });
}
