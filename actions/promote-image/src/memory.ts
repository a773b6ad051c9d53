import type { RegistryClient, TagProperties } from '../../../lib/clients/registry/index.ts';

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

/** The same registry, whose tags are listed once, as far as anybody ever wanted to see. */
export function rememberTags(client: RegistryClient): RegistryClient {
  const lists = new Map<
    string,
    { readonly seen: TagProperties[]; readonly rest: AsyncIterator<TagProperties> }
  >();
  return {
    ...client,
    async *listTags(repository) {
      const rest = client.listTags(repository)[Symbol.asyncIterator]();
      const list = lists.get(repository) ?? { seen: [], rest };
      lists.set(repository, list);
      yield* list.seen;
      for (let next = await list.rest.next(); next.done !== true; next = await list.rest.next()) {
        list.seen.push(next.value);
        yield next.value;
      }
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
