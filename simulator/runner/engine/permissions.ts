import { entries, renderPlace, text } from '../documents/index.ts';
import type { Token } from '../documents/index.ts';

export type Access = 'read' | 'write';

/** What a token may do; what is not named it may not. */
export type Permissions = Readonly<Record<string, Access>>;

/** Every scope of a GITHUB_TOKEN. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions */
const scopes = [
  ...['actions', 'artifact-metadata', 'attestations', 'checks', 'contents', 'deployments', 'discussions'],
  ...['id-token', 'issues', 'models', 'packages', 'pages', 'pull-requests', 'security-events', 'statuses'],
];

/**
 * What a workflow has that says nothing: the repository's setting.
 * https://docs.github.com/en/actions/tutorials/authenticate-with-github_token#permissions-for-the-github_token
 */
export function readDefaultPermissions(setting: 'read' | 'write' | undefined): Permissions {
  if (setting !== 'write') return { contents: 'read', packages: 'read', metadata: 'read' };
  const all = scopes.filter((scope) => scope !== 'id-token' && scope !== 'models');
  return { ...grantAll(all, 'write'), metadata: 'read' };
}

/** The upper bound for a workflow that names its permissions: everything. */
export const unlimited: Permissions = { ...grantAll(scopes, 'write'), models: 'read', metadata: 'read' };

/** "When you push from a fork, the token has read access at most", and no OIDC token can be asked for. */
export function narrowForFork(permissions: Permissions): Permissions {
  const read = Object.keys(permissions).filter((scope) => scope !== 'id-token');
  return grantAll(read, 'read');
}

/** What a `permissions:` block grants; as soon as one scope is named, all others are none. */
export function readPermissions(token: Token): Permissions {
  const named = entries(token);
  if (named.length > 0 || text(token) === 'Object' || text(token) === '')
    return { ...collect(named), metadata: 'read' };
  const isWrite = text(token) === 'write-all';
  const all = grantAll(scopes, isWrite ? 'write' : 'read');
  return isWrite
    ? { ...all, models: 'read', metadata: 'read' }
    : { ...withoutIdToken(all), metadata: 'read' };
}

function collect(named: readonly (readonly [string, Token])[]): Permissions {
  const granted = named.flatMap(([scope, value]): [string, Access][] => {
    const access = text(value);
    return access === 'read' || access === 'write' ? [[scope, access]] : [];
  });
  return Object.fromEntries(granted);
}

function withoutIdToken(permissions: Permissions): Permissions {
  return Object.fromEntries(Object.entries(permissions).filter(([scope]) => scope !== 'id-token'));
}

function grantAll(names: readonly string[], access: Access): Permissions {
  return Object.fromEntries(names.map((scope) => [scope, access]));
}

/**
 * Every scope that a called workflow asks for above what its caller has: "permissions can only be maintained or
 * reduced throughout the chain". https://docs.github.com/en/actions/concepts/workflows-and-actions/reusing-workflow-configurations
 */
export function listExcess(
  asked: Permissions,
  allowed: Permissions,
  where: { readonly path: string; readonly token: Token | undefined; readonly job: string },
): readonly string[] {
  const excess = Object.entries(asked).filter(([scope, access]) => isAbove(access, allowed[scope]));
  if (excess.length === 0) return [];
  const render = (access: Access | undefined) => access ?? 'none';
  const wants = excess.map(([scope, access]) => `${scope}: ${access}`).join(', ');
  const has = excess.map(([scope]) => `${scope}: ${render(allowed[scope])}`).join(', ');
  const place = renderPlace(where.path, where.token);
  return [`${place}: The nested job '${where.job}' is requesting '${wants}', but is only allowed '${has}'.`];
}

function isAbove(asked: Access, allowed: Access | undefined): boolean {
  if (allowed === undefined) return true;
  return asked === 'write' && allowed === 'read';
}
