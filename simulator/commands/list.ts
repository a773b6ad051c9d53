import { envCommand } from './env.ts';
import { execCommand, shellCommand } from './exec.ts';
import { githubTokenCommand } from './github-token.ts';
import { oidcTokenCommand } from './oidc-token.ts';
import { resetCommand } from './reset.ts';
import { runWorkflowCommand } from './run.ts';
import { startCommand } from './start.ts';
import type { Command } from './types.ts';
import { upCommand } from './up.ts';

/** Every command, in the order of the list. */
export function listCommands(): readonly Command[] {
  return [
    startCommand,
    runWorkflowCommand,
    upCommand,
    envCommand,
    shellCommand,
    execCommand,
    oidcTokenCommand,
    githubTokenCommand,
    resetCommand,
  ];
}
