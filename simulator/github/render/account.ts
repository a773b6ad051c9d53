import type { GithubState, StoredAccount } from '../state.ts';
import { apiUrl, nodeId } from './text.ts';

/** A simple user (REST schema `simple-user`). */
export function renderAccount(account: StoredAccount) {
  const { login, id, type } = account;
  return {
    login,
    id,
    node_id: nodeId('U', id),
    url: `${apiUrl}/users/${login}`,
    html_url: `https://github.com/${login}`,
    type,
    site_admin: false,
  };
}

/** The account of a login or null, as GitHub writes a deleted or unknown one. */
export function renderLogin(state: GithubState, login: string | undefined) {
  const account = state.accounts.find((each) => each.login === login);
  return account === undefined ? null : renderAccount(account);
}
