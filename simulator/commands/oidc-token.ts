import { exchangeAudience } from '../estate/index.ts';
import { createGithubOidc } from '../github/oidc/index.ts';
import { buildJob } from '../scenarios/cast.ts';
import { createWorld } from '../world/index.ts';
import { parseOptions } from './arguments.ts';
import { defaultFolder } from './folder.ts';
import type { Command } from './types.ts';

const help = `Usage: npm run simulator -- oidc-token [OPTIONS]

Prints the OIDC token that a job of the simulated GitHub would get, for example to log in with az:

  npm run simulator -- exec -- az login --service-principal --tenant TENANT --username CLIENT_ID \\
    --federated-token "$(npm run -s simulator -- oidc-token --workflow promote.yml --environment promote)"

"npm run simulator -- env --json" tells TENANT and, of the identity that this job may become (here
lazaret-promote), CLIENT_ID. The login stays in the world for the next exec or shell.

  --workflow FILE      the workflow that defines the job (default: build.yml)
  --environment NAME   the environment of the job
  --subject TEXT       another subject than the job would have
  --audience TEXT      default: ${exchangeAudience}
  --state DIR          where the world is kept (default: ${defaultFolder})`;

/** Mints a token of the simulated GitHub. */
export const oidcTokenCommand: Command = {
  name: 'oidc-token',
  summary: 'print the OIDC token that a job would get',
  help,
  async run(args) {
    const text = { type: 'string' } as const;
    const options = parseOptions(args, {
      workflow: text,
      environment: text,
      subject: text,
      audience: text,
      state: text,
    });
    const folder = options.state ?? defaultFolder;
    const world = await createWorld({ folder });
    const run = { runId: 1, attempt: 1, sha: '0'.repeat(40), workspace: '/' };
    const people = { actor: 'platform-engineer', triggeringActor: 'platform-engineer' };
    const job = {
      ...buildJob({ ...run, ...people }, 'build'),
      jobWorkflow: options.workflow ?? 'build.yml',
      ...(options.environment === undefined ? {} : { environment: options.environment }),
    };
    const claims = options.subject === undefined ? {} : { sub: options.subject };
    const token = await createGithubOidc(world).mint(job, options.audience ?? exchangeAudience, claims);
    process.stdout.write(`${token}\n`);
    return 0;
  },
};
