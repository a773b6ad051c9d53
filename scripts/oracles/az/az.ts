import assert from 'node:assert/strict';
import type { Bench } from '../bench/bench.ts';
import { toLoginArgs } from '../bench/login.ts';
import type { AzUser } from '../bench/login.ts';
import { buildIndex, seedIndex } from '../bench/images.ts';

/** What lies upstream before az comes. */
export const upstream = { host: 'mcr.microsoft.com', repository: 'oracle/hello', tag: '1.0' } as const;

/** The variables of one logged-in user: az keeps accounts in a folder. */
export function envOf(bench: Bench, user: AzUser): Readonly<Record<string, string>> {
  const folder = `${bench.reader['AZURE_CONFIG_DIR'] ?? ''}-${user}`;
  // An update check would ask a host that the world does not have.
  return { ...bench.reader, AZURE_CONFIG_DIR: folder, AZURE_CORE_NO_COLOR: '1' };
}

/** Runs az as a user and reads its JSON. */
export async function readAz(bench: Bench, user: AzUser, args: readonly string[]): Promise<unknown> {
  const text = await bench.run([...args, '--output', 'json'], { env: envOf(bench, user) });
  return text.trim() === '' ? undefined : JSON.parse(text);
}

/** Runs az where it must fail, and answers what it said. */
export async function failAz(bench: Bench, user: AzUser, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await bench.attempt(args, { env: envOf(bench, user) });
  assert.notEqual(exitCode, 0, `az ${args.join(' ')} went well: ${stdout}`);
  return `${stdout}\n${stderr}`;
}

export async function logIn(bench: Bench, user: AzUser): Promise<unknown> {
  return JSON.parse(await bench.run(await toLoginArgs(bench, user), { env: envOf(bench, user) }));
}

/** Fills the world that the cases start from. Answers the digest of the upstream image. */
export async function fillWorld({ simulation }: Bench): Promise<void> {
  await seedIndex(simulation, upstream, await buildIndex('upstream'));
}
