import type { Blobs } from '../blob/index.ts';
import type { GitSource } from './types.ts';

/** A build's files: a tar, and the folder in it that is the context. */
export interface Source {
  readonly read: () => AsyncIterable<Uint8Array>;
  readonly folder: string;
  /** The commit of a Git source, for the log. */
  readonly commit?: string;
}

/** The context could not be had; the agent's log says so in these words (Azure/acr issues). */
export class SourceFailure extends Error {
  constructor(detail: string) {
    super(`failed to download context. Please check if the URL is incorrect. ${detail}`);
  }
}

/** Where a request's `sourceLocation` leads; throws {@link SourceFailure}. */
export async function openSource(
  sources: { readonly blobs: Blobs; readonly gitSource: GitSource; readonly container: string },
  location: string | null | undefined,
): Promise<Source> {
  if (location === undefined || location === null || location === '') throw new SourceFailure('No source.');
  const git = parseGitUrl(location);
  if (git !== undefined) return openGit(sources.gitSource, git);
  const path = { container: sources.container, name: location.replace(/^\/+/, '') };
  if (sources.blobs.files.find(path) === undefined) throw new SourceFailure(`"${location}" is not there.`);
  return { read: () => sources.blobs.files.read(path), folder: '' };
}

/** `https://host/owner/repo.git#ref:folder`; undefined for an upload's relative path. */
export function parseGitUrl(
  location: string,
): { readonly url: string; readonly ref: string; readonly folder: string } | undefined {
  const match = /^(https:\/\/[^#\s]+?)(?:#([^:]*)(?::(.*))?)?$/.exec(location);
  if (match === null) return undefined;
  const [, url = '', ref, folder = ''] = match;
  return {
    url,
    ref: ref === undefined || ref === '' ? 'HEAD' : ref,
    folder: folder.replace(/^\/+|\/+$/g, ''),
  };
}

async function openGit(
  gitSource: GitSource,
  git: { readonly url: string; readonly ref: string; readonly folder: string },
): Promise<Source> {
  const first = await gitSource.archive(git.url, git.ref);
  if (first === undefined) throw new SourceFailure(`"${git.url}" has no "${git.ref}".`);
  return { read: () => reopen(gitSource, git), folder: git.folder, commit: git.ref };
}

async function* reopen(gitSource: GitSource, git: { readonly url: string; readonly ref: string }) {
  const tar = await gitSource.archive(git.url, git.ref);
  if (tar === undefined) throw new SourceFailure(`"${git.url}" has gone.`);
  yield* tar;
}
