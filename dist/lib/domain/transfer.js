import { CodedError } from "../base/errors.js";

// lib/domain/transfer/transfer.ts
const maxStarts = 3;
const watchDelaysMs = [
	1e3,
	2e3,
	4e3,
	8e3,
	15e3
];
/**
* Imports what is missing and nothing else. After a lost reply, or when another process was faster,
* the target is read back first, and only what is still absent is imported again.
*/
async function transfer(steps) {
	for (let starts = 0; starts < maxStarts; starts += 1) {
		const missing = await steps.readMissing();
		if (isNothing(missing)) return starts === 0 ? "present" : "transferred";
		await startOnce(steps, missing);
	}
	return isNothing(await steps.readMissing()) ? "transferred" : "incomplete";
}
async function startOnce(steps, missing) {
	try {
		await steps.start(missing.tags);
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		if (error.code === "IMPORT_OUTCOME_UNKNOWN") return watch(steps);
		if (error.code === "IMPORT_TAG_EXISTS") return;
		if (!isNothing(await steps.readMissing())) throw error;
	}
}
async function watch(steps) {
	for (const delay of watchDelaysMs) {
		if (isNothing(await steps.readMissing())) return;
		await steps.sleep(delay);
	}
}
function isNothing(missing) {
	return !missing.isContentMissing && missing.tags.length === 0;
}

export { transfer };