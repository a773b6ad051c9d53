import type { TreeEntry } from '../git/index.ts';
import { RefusalError } from '../hub/index.ts';
import { apiUrl } from '../render/index.ts';
import type { Route, RouteCall } from './types.ts';

/** Up to here every form is served; up to the next only `raw` and `object` (REST, "Get repository content"). */
const maxJsonBytes = 1024 * 1024;
const maxBytes = 100 * 1024 * 1024;
/** A directory lists no more (REST, "Get repository content"). */
const maxEntries = 1000;

export const contentRoutes: readonly Route[] = [
  { path: /^\/contents(?:\/(?<path>.*?))?\/?$/, permission: 'contents', answer: answerContents },
];

async function answerContents(call: RouteCall): Promise<Response> {
  const { url, groups, repository, git, respond } = call;
  const ref = url.searchParams.get('ref') ?? repository.defaultBranch;
  const commit = await git.tip(repository.fullName, ref);
  if (commit === undefined) return respond.error(404, `No commit found for the ref ${ref}`);
  const entry = await followLinks(call, commit, groups['path'] ?? '');
  if (entry === undefined) return respond.error(404, 'Not Found');
  if (entry.type === 'tree') return answerFolder(call, entry, ref);
  if (entry.type === 'commit') return respond.json(renderEntry(call, entry, ref));
  return answerFile(call, entry, ref);
}

// A link to a file of the repository answers as that file does, any other as itself.
async function followLinks(call: RouteCall, commit: string, path: string): Promise<TreeEntry | undefined> {
  const { repository, git } = call;
  const entry = await git.findEntry(repository.fullName, commit, path);
  if (entry?.mode !== '120000') return entry;
  const target = Buffer.from(await git.readBlob(repository.fullName, entry.sha)).toString();
  const resolved = new URL(target, `file:///${path}`).pathname.slice(1);
  const found = await git.findEntry(repository.fullName, commit, decodeURIComponent(resolved));
  return found?.type === 'blob' && found.mode !== '120000' ? { ...found, path } : entry;
}

async function answerFolder(call: RouteCall, folder: TreeEntry, ref: string): Promise<Response> {
  const { repository, git, respond } = call;
  const entries = await git.listEntries(repository.fullName, folder.sha);
  const prefix = folder.path === '' ? '' : `${folder.path}/`;
  const listed = entries
    .slice(0, maxEntries)
    .map((entry) => renderEntry(call, { ...entry, path: `${prefix}${entry.path}` }, ref));
  return respond.json(readMediaType(call.request) === 'object' ? { type: 'dir', entries: listed } : listed);
}

async function answerFile(call: RouteCall, entry: TreeEntry, ref: string): Promise<Response> {
  const { repository, git, respond, request } = call;
  if (entry.size > maxBytes) {
    const limit = 'This API returns blobs up to 100 MB in size.';
    throw new RefusalError(403, `${limit} The requested blob is too large to fetch via the API.`);
  }
  const media = readMediaType(request);
  if (media === 'raw')
    return respond.bytes(
      await git.readBlob(repository.fullName, entry.sha),
      'application/vnd.github.raw+json; charset=utf-8',
    );
  const isLarge = entry.size > maxJsonBytes;
  const bytes = isLarge ? undefined : await git.readBlob(repository.fullName, entry.sha);
  return respond.json({
    ...renderEntry(call, entry, ref),
    // A large file has its facts, and neither content nor an error.
    encoding: bytes === undefined ? 'none' : 'base64',
    content: bytes === undefined ? '' : wrap(Buffer.from(bytes).toString('base64')),
  });
}

// GitHub breaks base64 into lines of 60 characters.
function wrap(text: string): string {
  return text.replaceAll(/.{1,60}/g, '$&\n');
}

// https://docs.github.com/rest/repos/contents#get-repository-content: custom media types
function readMediaType(request: Request): 'raw' | 'object' | 'json' {
  const accept = request.headers.get('accept') ?? '';
  if (/application\/vnd\.github(?:\.v3)?\.raw/.test(accept)) return 'raw';
  return /application\/vnd\.github(?:\.v3)?\.object/.test(accept) ? 'object' : 'json';
}

function renderEntry({ repository }: RouteCall, entry: TreeEntry, ref: string) {
  const base = `${apiUrl}/repos/${repository.fullName}`;
  const url = `${base}/contents/${entry.path}?ref=${encodeURIComponent(ref)}`;
  const git = `${base}/git/${entry.type === 'tree' ? 'trees' : 'blobs'}/${entry.sha}`;
  return {
    type: renderType(entry),
    size: entry.size,
    name: entry.path.split('/').at(-1) ?? '',
    path: entry.path,
    sha: entry.sha,
    url,
    git_url: git,
    html_url: `https://github.com/${repository.fullName}/blob/${ref}/${entry.path}`,
    download_url: null,
    _links: { self: url, git },
  };
}

function renderType({ type, mode }: TreeEntry): string {
  if (mode === '120000') return 'symlink';
  return { tree: 'dir', blob: 'file', commit: 'submodule' }[type];
}
