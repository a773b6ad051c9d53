import { createHash } from 'node:crypto';
import type { Slice, World } from '../world/index.ts';
import { findLaidToken } from './laid-tokens.ts';
import { actionsBot } from './state.ts';
import type { GithubState, StoredToken } from './state.ts';

/**
 * "The GITHUB_TOKEN expires when the job finishes or after its effective maximum lifetime", which is a day on a
 * self-hosted runner: https://docs.github.com/actions/concepts/security/github_token
 */
const lifetimeMs = 24 * 3600 * 1000;

export interface Tokens {
  /** A job's token; with a login, that person's fine-grained one. */
  issue(repository: string, permissions: Readonly<Record<string, string>>, login?: string): string;
  /** Ends a job's token: it is refused from now on. */
  end(token: string): void;
  /** The grant behind an `Authorization` header of any form that GitHub accepts; undefined when there is none that is valid. */
  find(authorization: string | undefined): StoredToken | undefined;
}

/** Issues and checks the tokens of jobs and people. */
export function createTokens(world: World, state: Slice<GithubState>): Tokens {
  return {
    issue(repository, permissions, login = actionsBot) {
      const prefix = login === actionsBot ? 'ghs' : 'github_pat';
      const token = `${prefix}_${Buffer.from(world.bytes(27)).toString('base64url')}`;
      state.value.tokens[hash(token)] = {
        ...{ repository, permissions, login },
        expiresAt: world.clock.now() + lifetimeMs,
      };
      state.touch();
      return token;
    },
    end(token) {
      Reflect.deleteProperty(state.value.tokens, hash(token));
      state.touch();
    },
    find(authorization) {
      const token = authorization === undefined ? undefined : readToken(authorization);
      const grant =
        token === undefined
          ? undefined
          : (state.value.tokens[hash(token)] ?? findLaidToken(world.folder, token));
      return grant !== undefined && grant.expiresAt > world.clock.now() ? grant : undefined;
    },
  };
}

// REST takes `Bearer` and `token`; git sends Basic with any user name and the token as the password.
function readToken(authorization: string): string | undefined {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() !== 'basic') return value;
  return Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':');
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
