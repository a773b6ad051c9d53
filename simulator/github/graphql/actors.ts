import { nodeId } from '../render/index.ts';
import type { StoredRepository } from '../state.ts';
import type { GraphqlCall } from './types.ts';

/** A user or bot; null for an account that is not there any more. */
export function resolveActor({ state }: GraphqlCall, login: string | undefined) {
  const account = state.value.accounts.find((each) => each.login === login);
  if (account === undefined) return null;
  const { id, type, name } = account;
  // GraphQL writes the login of a bot without what REST has behind it.
  const shown = account.login.replace(/\[bot\]$/, '');
  const common = { __typename: type, login: shown, url: `https://github.com/${shown}` };
  return type === 'Bot' ? common : { ...common, id: nodeId('U', id), databaseId: id, name };
}

/** Who owns a repository: an organisation, or the person of a fork. */
export function resolveOwner(call: GraphqlCall, { id, fullName, parent }: StoredRepository) {
  const [login = ''] = fullName.split('/');
  const person = parent === undefined ? null : resolveActor(call, login);
  return (
    person ?? { __typename: 'Organization', id: nodeId('O', id), login, url: `https://github.com/${login}` }
  );
}
