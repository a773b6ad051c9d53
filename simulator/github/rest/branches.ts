import { findProtection } from '../hub/index.ts';
import { apiUrl, renderCommit, renderRepositoryLink } from '../render/index.ts';
import { actionsBot } from '../state.ts';
import { linkHeader, readPage, takePage } from './respond.ts';
import type { Route, RouteCall } from './types.ts';

export const branchRoutes: readonly Route[] = [
  {
    path: /^$/,
    permission: 'metadata',
    answer: (call) => call.respond.json(renderRepository(call)),
  },
  { path: /^\/branches$/, permission: 'contents', answer: answerList },
  // The settings of a rule need `administration`, which no GITHUB_TOKEN has.
  { path: /^\/branches\/(?<branch>.+)\/protection$/, permission: 'administration', answer: answerProtection },
  { path: /^\/branches\/(?<branch>.+)$/, permission: 'contents', answer: answerBranch },
  {
    path: /^\/collaborators\/(?<login>[^/]+)\/permission$/,
    permission: 'metadata',
    answer: answerPermission,
  },
];

// GitHub tells a person's rights, and leaves the key out for a job's token (semantic-release/github issue 182).
function renderRepository({ repository, token }: RouteCall) {
  const shown = renderRepositoryLink(repository);
  if (token.login === actionsBot) return shown;
  const right = token.permissions['contents'];
  const role = repository.collaborators[token.login];
  const push = right === 'write' && role !== undefined && role !== 'read';
  const permissions = { admin: false, maintain: false, push, triage: false, pull: right !== undefined };
  return { ...shown, permissions };
}

async function answerList({ url, repository, git, respond }: RouteCall): Promise<Response> {
  const refs = [...(await git.refs(repository.fullName, 'refs/heads/'))];
  const page = readPage(url);
  const shown = takePage(refs, page).map(([ref, sha]) => renderShort(repository, ref.slice(11), sha));
  return respond.json(shown, linkHeader(url, page, refs.length));
}

function renderShort(repository: RouteCall['repository'], name: string, sha: string) {
  return {
    name,
    commit: { sha, url: `${apiUrl}/repos/${repository.fullName}/commits/${sha}` },
    protected: findProtection(repository, name) !== undefined,
  };
}

// https://docs.github.com/rest/branches/branches#get-a-branch
async function answerBranch({ groups, repository, state, git, respond }: RouteCall): Promise<Response> {
  const { branch: name = '' } = groups;
  const { fullName } = repository;
  const sha = await git.tip(fullName, `refs/heads/${name}`);
  const [commit] = sha === undefined ? [] : await git.log(fullName, sha, { skip: 0, max: 1 });
  if (commit === undefined) return respond.error(404, 'Branch not found');
  const rule = findProtection(repository, name);
  const contexts = rule?.requiredChecks ?? [];
  const url = `${apiUrl}/repos/${fullName}/branches/${name}`;
  const level = contexts.length === 0 ? 'off' : rule?.enforceAdmins === true ? 'everyone' : 'non_admins';
  return respond.json({
    name,
    commit: renderCommit(state, repository, commit),
    _links: { self: url, html: `https://github.com/${fullName}/tree/${name}` },
    protected: rule !== undefined,
    protection: {
      enabled: rule !== undefined,
      required_status_checks: { enforcement_level: level, contexts, checks: [] },
    },
    protection_url: `${url}/protection`,
  });
}

// https://docs.github.com/rest/branches/branch-protection#get-branch-protection
function answerProtection({ groups, repository, respond }: RouteCall): Response {
  const rule = findProtection(repository, groups['branch'] ?? '');
  if (rule === undefined) return respond.error(404, 'Branch not protected');
  const { requiredApprovals, dismissStaleReviews, requiredChecks, enforceAdmins, allowForcePushes } = rule;
  const reviews = {
    dismiss_stale_reviews: dismissStaleReviews,
    require_code_owner_reviews: false,
    required_approving_review_count: requiredApprovals,
    require_last_push_approval: false,
  };
  return respond.json({
    ...(requiredApprovals === undefined ? {} : { required_pull_request_reviews: reviews }),
    ...(requiredChecks.length === 0
      ? {}
      : { required_status_checks: { strict: false, contexts: requiredChecks } }),
    enforce_admins: { enabled: enforceAdmins },
    allow_force_pushes: { enabled: allowForcePushes },
    allow_deletions: { enabled: false },
  });
}

// `permission` knows three levels and none, `role_name` all (REST, "Get repository permissions for a user").
function answerPermission({ groups, repository, respond }: RouteCall): Response {
  const role = repository.collaborators[groups['login'] ?? ''] ?? 'none';
  const legacy: Readonly<Record<string, string>> = { maintain: 'write', triage: 'read' };
  return respond.json({ permission: legacy[role] ?? role, role_name: role });
}
