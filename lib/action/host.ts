import {
  debug,
  endGroup,
  error,
  getIDToken,
  info,
  isDebug,
  notice,
  setOutput,
  setSecret,
  startGroup,
  summary,
  warning,
} from '@actions/core';
import type { LogPlace } from '../base/log.ts';
import type { Env } from './env.ts';

/** What the frame needs of GitHub's toolkit. */
export interface Toolkit {
  debug(message: string): void;
  info(message: string): void;
  notice(message: string, place?: LogPlace): void;
  warning(message: string, place?: LogPlace): void;
  error(message: string, place?: LogPlace): void;
  startGroup(title: string): void;
  endGroup(): void;
  setSecret(value: string): void;
  isDebug(): boolean;
  setOutput(name: string, value: string): void;
  writeSummary(markdown: string): Promise<void>;
  getIdToken(audience: string): Promise<string>;
}

/** The process and its runner, as the frame sees them; tests pass their own. */
export interface Host {
  readonly env: Env;
  readonly toolkit: Toolkit;
  onSignal(handler: (signal: string) => void): void;
  /** Errors that nobody caught: unhandled rejections and exceptions. */
  onCrash(handler: (error: unknown) => void): void;
  /** Sets the exit code and lets the process end once everything written has left it. */
  finish(exitCode: number): Promise<void>;
}

// A kept connection or a poll that ignores its signal must not hold the job until its timeout.
const lingerMs = 2000;

/** The real process under the real toolkit. */
export function createHost(): Host {
  return {
    env: { ...process.env },
    toolkit: createToolkit(),
    onSignal: (handler) => {
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => handler(name));
    },
    onCrash: (handler) => {
      process.on('unhandledRejection', handler);
      process.on('uncaughtException', handler);
    },
    finish,
  };
}

function createToolkit(): Toolkit {
  return {
    ...{ debug, info, notice, warning, error, startGroup, endGroup, setSecret, isDebug, setOutput },
    writeSummary: async (markdown) => {
      await summary.addRaw(markdown).write({ overwrite: true });
    },
    getIdToken: (audience) => getIDToken(audience),
  };
}

async function finish(exitCode: number): Promise<void> {
  process.exitCode = exitCode;
  await Promise.all([process.stdout, process.stderr].map(drain));
  setTimeout(() => process.exit(exitCode), lingerMs).unref();
}

function drain(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
