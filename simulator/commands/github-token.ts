import { accounts, repository } from '../estate/index.ts';
import { layToken } from '../github/laid-tokens.ts';
import { createWorld } from '../world/index.ts';
import { parseOptions } from './arguments.ts';
import { defaultFolder } from './folder.ts';
import { UsageError } from './types.ts';
import type { Command } from './types.ts';

const lifetimeMs = 24 * 3600 * 1000;
const levels = ['read', 'write'] as const;
const people = accounts.filter(({ type }) => type === 'User').map(({ login }) => login);

const help = `Usage: npm run simulator -- github-token [OPTIONS]

Prints a token of a person for the simulated GitHub, valid for a simulated day: for git over HTTPS and for the REST
API. In the shell that "npm run simulator -- shell" opens:

  git clone "https://x-access-token:$(npm run -s simulator -- github-token)@github.com/${repository.fullName}.git"
  curl -H "Authorization: Bearer $(npm run -s simulator -- github-token)" https://api.github.com/repos/${repository.fullName}

What a branch's protection forbids, it forbids this person too.

  --contents LEVEL     read or write (default: read)
  --login NAME         ${people.join(', ')}
                       (default: platform-engineer)
  --repository NAME    default: ${repository.fullName}
  --state DIR          where the world is kept (default: ${defaultFolder})`;

/** Issues a person's token of the simulated GitHub. */
export const githubTokenCommand: Command = {
  name: 'github-token',
  summary: 'print a token for git and the REST API of the simulated GitHub',
  help,
  async run(args) {
    const text = { type: 'string' } as const;
    const options = parseOptions(args, { contents: text, login: text, repository: text, state: text });
    const contents = choose('--contents', options.contents ?? 'read', levels);
    const login = choose('--login', options.login ?? 'platform-engineer', people);
    const world = await createWorld({ folder: options.state ?? defaultFolder });
    const token = await layToken(world.folder, {
      repository: options.repository ?? repository.fullName,
      // A pull request is as much as its contents: who may push a branch opens one for it.
      permissions: {
        metadata: 'read',
        contents,
        'pull-requests': contents,
        issues: contents,
        actions: 'read',
      },
      login,
      expiresAt: world.clock.now() + lifetimeMs,
    });
    process.stdout.write(`${token}\n`);
    return 0;
  },
};

function choose<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found !== undefined) return found;
  throw new UsageError(`${name}: "${value}" is none of ${allowed.join(', ')}`);
}
