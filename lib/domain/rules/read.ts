import { UserError } from '../../base/errors/index.ts';
import type { ErrorCode } from '../../base/errors/index.ts';
import { configFileName, parseConfig } from '../config/index.ts';
import type { Config } from '../config/index.ts';
import { parsePolicy } from '../gate/index.ts';
import type { GateFile } from '../gate/index.ts';
import type { TrustedKeys } from '../statement/index.ts';
import type { RuleRepository, Rules, RuleSource } from './types.ts';

/** The tip of the default branch; throws RULES_BRANCH_UNPROTECTED where anybody could write the rules. */
export async function openRuleSource(repository: RuleRepository): Promise<RuleSource> {
  const branch = await repository.readDefaultBranch();
  const { sha: commit, isProtected } = await repository.readBranch(branch);
  if (!isProtected) throw refuse('RULES_BRANCH_UNPROTECTED', branch, 'GitHub says it is not protected');
  return { branch, commit, readFile: (path) => repository.readFile(path, commit) };
}

/**
 * Reads configuration, policy, VEX and keys from one commit. Throws RULES_FILE_MISSING, RULES_KEYS_MISSING,
 * RULES_FILE_TOO_LARGE and CONFIG_INVALID; what is wrong with the policy stands in the policy.
 */
export async function readRules(source: RuleSource): Promise<Rules> {
  const { branch, commit } = source;
  const config = await readConfig(source);
  const policyFile = await readFile(source, config.policy);
  const vex: GateFile[] = [];
  for (const path of config.vex) vex.push(await readFile(source, path));
  const policy = parsePolicy(policyFile.text, policyFile.name);
  return { branch, commit, config, policy, policyFile, vex, keys: config.keys };
}

/** The trusted keys alone, for who decides nothing: a policy that is broken must not stop a revocation. */
export async function readKeys(source: RuleSource): Promise<TrustedKeys> {
  return (await readConfig(source)).keys;
}

async function readConfig(source: RuleSource): Promise<Config> {
  const { commit } = source;
  const config = parseConfig(await readText(source, configFileName), `${configFileName} at ${commit}`);
  if (config.keys.size > 0) return config;
  throw refuse('RULES_KEYS_MISSING', configFileName, `at ${commit} it names no keys`);
}

async function readFile(source: RuleSource, path: string): Promise<GateFile> {
  return { name: path, text: await readText(source, path) };
}

async function readText({ branch, commit, readFile: read }: RuleSource, path: string): Promise<string> {
  const text = await read(path);
  if (text !== undefined) return text;
  throw refuse('RULES_FILE_MISSING', path, `commit ${commit} of ${branch} has no such file`);
}

function refuse(code: ErrorCode, subject: string, reason: string): UserError {
  return new UserError(code, { subject, reason });
}
