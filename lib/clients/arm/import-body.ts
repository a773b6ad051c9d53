import type { ImportImageParameters } from '@azure/arm-containerregistry';
import type { ImportRequest, ImportSource } from './types.ts';

/** `ImportImageParameters` of 2025-11-01: by digest, mode NoForce; without tags into a repository, untagged. */
export function buildImportBody(request: ImportRequest): ImportImageParameters {
  const { source, repository, tags } = request;
  const sourceImage = `${source.repository}@${source.digest}`;
  const targetTags = tags.map((tag) => `${repository}:${tag}`);
  return {
    source: { sourceImage, ...locateSource(source) },
    mode: 'NoForce',
    ...(targetTags.length === 0 ? { untaggedTargetRepositories: [repository] } : { targetTags }),
  };
}

function locateSource(source: ImportSource): Omit<ImportImageParameters['source'], 'sourceImage'> {
  if (source.kind === 'registry') return { resourceId: source.resourceId };
  return {
    registryUri: source.host,
    ...(source.credentials === undefined ? {} : { credentials: { ...source.credentials } }),
  };
}
