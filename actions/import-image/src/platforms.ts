import * as v from 'valibot';
import { UserError } from '../../../lib/base/errors/index.ts';
import { checkJson } from '../../../lib/base/schema.ts';
import type { RegistryClient } from '../../../lib/clients/registry/index.ts';
import { listChildren, parseManifest } from '../../../lib/domain/artifact/index.ts';
import type { Artifact, Platform } from '../../../lib/domain/artifact/index.ts';
import { formatImageReference } from '../../../lib/domain/image/index.ts';
import type { Brought } from './bring.ts';

const maxConfigBytes = 4 * 1024 * 1024;

// https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md#properties
const ConfigBody = v.object({ os: v.string(), architecture: v.string(), variant: v.optional(v.string()) });

/** Throws IMPORT_PLATFORM_MISSING unless the image has every platform of `wanted`. */
export async function assertPlatforms(
  { target, artifact }: Brought,
  wanted: readonly string[],
  client: RegistryClient,
): Promise<void> {
  if (wanted.length === 0) return;
  const held = await listPlatforms(artifact, target.repository, client);
  const missing = wanted.filter((platform) => !held.includes(platform));
  if (missing.length === 0) return;
  throw new UserError('IMPORT_PLATFORM_MISSING', {
    subject: formatImageReference(target),
    reason: `it has ${held.join(', ') || 'no platform'}, not ${missing.join(', ')}`,
  });
}

async function listPlatforms(
  { root, children }: Artifact,
  repository: string,
  client: RegistryClient,
): Promise<readonly string[]> {
  const named = [root, ...children].flatMap(listChildrenOf).map(renderPlatform);
  if (children.length > 0) return named;
  const content = parseManifest(root);
  if (content.kind !== 'image') return [];
  const bytes = await client.findBlob(repository, content.config.digest, maxConfigBytes);
  const config = checkJson(ConfigBody, Buffer.from(bytes ?? []).toString('utf8'));
  return config.ok ? [renderPlatform({ ...config.value })] : [];
}

function listChildrenOf(manifest: Artifact['root']): readonly Platform[] {
  return listChildren(manifest).flatMap(({ platform }) => platform ?? []);
}

function renderPlatform({
  os,
  architecture,
  variant,
}: { [K in keyof Platform]: Platform[K] | undefined }): string {
  return [os, architecture, variant].filter((part) => part !== undefined).join('/');
}
