import { envCommand } from './env.ts';
import { execCommand, shellCommand } from './exec.ts';
import { oidcTokenCommand } from './oidc-token.ts';
import { resetCommand } from './reset.ts';
import { startCommand } from './start.ts';
import type { Command } from './types.ts';
import { upCommand } from './up.ts';

/** Every command, in the order of the list. */
export function listCommands(): readonly Command[] {
  return [startCommand, upCommand, envCommand, shellCommand, execCommand, oidcTokenCommand, resetCommand];
}
