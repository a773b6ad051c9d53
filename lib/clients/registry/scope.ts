/** What a token scope (`repository:app:pull,push`) is about, and the role that gives it. */
export interface ScopeFacts {
  readonly repository: string;
  readonly actions: readonly string[];
  readonly role: string;
}

/** Reads a scope of ACR's token endpoint (https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md). */
export function describeScope(scope: string): ScopeFacts {
  const [, repository = '', list = ''] = /^[a-z]+:(.+):([^:]+)$/.exec(scope) ?? [];
  const actions = list.split(',').filter((action) => action !== '');
  return { repository, actions, role: roleFor(actions) };
}

/** The scope that a request needs, by its method and path; only for keeping answers and naming roles. */
export function guessScope(method: string, path: string): string {
  const isRead = method === 'GET' || method === 'HEAD';
  const [, content] = /^\/v2\/(.+)\/(?:manifests|blobs|tags|referrers)\//.exec(path) ?? [];
  if (content !== undefined)
    return `repository:${decodeURIComponent(content)}:${isRead ? 'pull' : 'pull,push'}`;
  const [, metadata] = /^\/acr\/v1\/(.+?)(?:\/_(?:tags|manifests).*)?$/.exec(path) ?? [];
  if (metadata === undefined) return 'registry:catalog:*';
  return `repository:${decodeURIComponent(metadata)}:${isRead ? 'metadata_read' : 'metadata_write,metadata_read'}`;
}

// https://learn.microsoft.com/azure/container-registry/container-registry-rbac-built-in-roles-directory-reference
function roleFor(actions: readonly string[]): string {
  if (actions.includes('delete')) return 'Container Registry Repository Contributor';
  if (actions.includes('push') || actions.includes('metadata_write'))
    return 'Container Registry Repository Writer';
  if (actions.includes('*')) return 'Container Registry Repository Catalog Lister';
  return 'Container Registry Repository Reader';
}
