import type { GithubState, StoredAsset, StoredRelease, StoredRepository } from '../state.ts';
import { renderLogin } from './account.ts';
import { apiUrl, formatOptional, formatSeconds, nodeId } from './text.ts';

/** A release (REST schema `release`). */
export function renderRelease(state: GithubState, repository: StoredRepository, release: StoredRelease) {
  const { id, tag, target, name, body, isDraft, isPrerelease, isImmutable } = release;
  const path = `/repos/${repository.fullName}/releases/${id}`;
  return {
    ...{ id, node_id: nodeId('RE', id), tag_name: tag, target_commitish: target, name, body },
    ...{ draft: isDraft, prerelease: isPrerelease, immutable: isImmutable },
    url: `${apiUrl}${path}`,
    assets_url: `${apiUrl}${path}/assets`,
    upload_url: `https://uploads.github.com${path}/assets{?name,label}`,
    html_url: `https://github.com/${repository.fullName}/releases/tag/${tag}`,
    tarball_url: isDraft ? null : `${apiUrl}/repos/${repository.fullName}/tarball/${tag}`,
    zipball_url: isDraft ? null : `${apiUrl}/repos/${repository.fullName}/zipball/${tag}`,
    created_at: formatSeconds(release.createdAt),
    published_at: formatOptional(release.publishedAt),
    author: renderLogin(state, release.author),
    assets: release.assets.map((asset) => renderAsset(state, repository, asset)),
  };
}

/** A file of a release (REST schema `release-asset`). */
export function renderAsset(state: GithubState, repository: StoredRepository, asset: StoredAsset) {
  const { id, name, contentType, digest, size, login, createdAt } = asset;
  const url = `${apiUrl}/repos/${repository.fullName}/releases/assets/${id}`;
  return {
    ...{ id, node_id: nodeId('RA', id), name, label: '', state: 'uploaded', content_type: contentType },
    ...{ size, digest, download_count: 0, url, browser_download_url: url },
    created_at: formatSeconds(createdAt),
    updated_at: formatSeconds(createdAt),
    uploader: renderLogin(state, login),
  };
}
