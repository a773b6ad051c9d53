import type { RegistryClient } from '../../../lib/clients/registry/index.ts';

const maxKeptBytes = 1024 * 1024;

/**
 * The same registry, which asks no question twice: content is named by its digest, and the statements of an image are
 * those that hung on it when the promotion first looked. Large blobs are not kept.
 */
export function rememberReads(client: RegistryClient): RegistryClient {
  const manifests = createMemory<ReturnType<RegistryClient['findManifest']>>();
  const referrers = createMemory<ReturnType<RegistryClient['listReferrers']>>();
  const blobs = createMemory<ReturnType<RegistryClient['findBlob']>>();
  return {
    ...client,
    findManifest: (repository, digest) =>
      manifests.ask([repository, digest], () => client.findManifest(repository, digest)),
    listReferrers: (repository, subject, type) =>
      referrers.ask([repository, subject, type ?? ''], () => client.listReferrers(repository, subject, type)),
    findBlob: async (repository, digest, maxBytes) => {
      const key = [repository, digest, `${maxBytes}`];
      const bytes = await blobs.ask(key, () => client.findBlob(repository, digest, maxBytes));
      if ((bytes?.length ?? 0) > maxKeptBytes) blobs.forget(key);
      return bytes;
    },
  };
}

interface Memory<Answer> {
  ask(key: readonly string[], find: () => Answer): Answer;
  forget(key: readonly string[]): void;
}

function createMemory<Answer extends Promise<unknown>>(): Memory<Answer> {
  const kept = new Map<string, Answer>();
  const forget = (key: readonly string[]): void => void kept.delete(key.join(' '));
  return {
    forget,
    ask(key, find) {
      const found = kept.get(key.join(' '));
      if (found !== undefined) return found;
      const answer = find();
      kept.set(key.join(' '), answer);
      answer.catch(() => forget(key));
      return answer;
    },
  };
}
