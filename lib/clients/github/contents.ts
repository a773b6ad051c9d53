import { ExternalError } from '../../base/errors/index.ts';
import { find, read } from './api.ts';
import type { GithubApi } from './api.ts';
import type { GithubCall } from './failures.ts';
import { BranchBody, ContentsBody } from './schema.ts';
import type { BranchFacts } from './types.ts';

/** The tip of a branch: https://docs.github.com/en/rest/branches/branches#get-a-branch */
export async function readBranch(api: GithubApi, call: GithubCall): Promise<BranchFacts> {
  const { commit, protected: isProtected } = await read(api, call, BranchBody);
  return { sha: commit.sha, isProtected };
}

/**
 * The text of a file: https://docs.github.com/en/rest/repos/contents#get-repository-content. From 1 MB on GitHub
 * answers an empty content with the encoding `none`; a folder is a list, a link out of the repository a `symlink`.
 */
export async function readFile(api: GithubApi, call: GithubCall): Promise<string | undefined> {
  const found = await find(api, call, ContentsBody);
  if (found === undefined) return undefined;
  const { file } = found;
  if (file === undefined) throw unreadable(call, 'it is no file');
  if (file.encoding !== 'base64') throw unreadable(call, `it has ${file.size} bytes, at most 1 MB is read`);
  const bytes = Buffer.from(file.content, 'base64');
  if (bytes.length !== file.size) throw unreadable(call, `${bytes.length} bytes came of ${file.size}`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(call, 'it is no UTF-8 text', cause);
  }
}

function unreadable(call: GithubCall, reason: string, cause?: unknown): ExternalError {
  const facts = { system: 'GitHub', operation: 'GET', subject: call.path };
  return new ExternalError('GITHUB_FILE_UNREADABLE', { ...facts, reason, cause });
}
