import { UserError } from "../base/errors.js";
import { configFileName, parseConfig } from "./config.js";
import { parsePolicy } from "./gate.js";

// lib/domain/rules/read.ts
/** The tip of the default branch; throws RULES_BRANCH_UNPROTECTED where anybody could write the rules. */
async function openRuleSource(repository) {
	const branch = await repository.readDefaultBranch();
	const { sha: commit, isProtected } = await repository.readBranch(branch);
	if (!isProtected) throw refuse("RULES_BRANCH_UNPROTECTED", branch, "GitHub says it is not protected");
	return {
		branch,
		commit,
		readFile: (path) => repository.readFile(path, commit)
	};
}
/**
* Reads configuration, policy, VEX and keys from one commit. Throws RULES_FILE_MISSING, RULES_KEYS_MISSING,
* RULES_FILE_TOO_LARGE and CONFIG_INVALID; what is wrong with the policy stands in the policy.
*/
async function readRules(source) {
	const { branch, commit } = source;
	const config = await readConfig(source);
	const policyFile = await readFile(source, config.policy);
	const vex = [];
	for (const path of config.vex) vex.push(await readFile(source, path));
	return {
		branch,
		commit,
		config,
		policy: parsePolicy(policyFile.text, policyFile.name),
		policyFile,
		vex,
		keys: config.keys
	};
}
/** The trusted keys alone, for who decides nothing: a policy that is broken must not stop a revocation. */
async function readKeys(source) {
	return (await readConfig(source)).keys;
}
async function readConfig(source) {
	const { commit } = source;
	const config = parseConfig(await readText(source, configFileName), `${configFileName} at ${commit}`);
	if (config.keys.size > 0) return config;
	throw refuse("RULES_KEYS_MISSING", configFileName, `at ${commit} it names no keys`);
}
async function readFile(source, path) {
	return {
		name: path,
		text: await readText(source, path)
	};
}
async function readText({ branch, commit, readFile: read }, path) {
	const text = await read(path);
	if (text !== void 0) return text;
	throw refuse("RULES_FILE_MISSING", path, `commit ${commit} of ${branch} has no such file`);
}
function refuse(code, subject, reason) {
	return new UserError(code, {
		subject,
		reason
	});
}

export { openRuleSource, readKeys, readRules };