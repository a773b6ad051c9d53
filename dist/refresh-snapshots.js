import { defineInputs, defineOutputs, runAction, text } from "./lib/action.js";
import { formatTime } from "./lib/base.js";

// actions/refresh-snapshots/src/deps.ts
/** The real outside; SDKs are loaded with the first request. */
function createDeps(_inputs, context) {
	return { clock: context.clock };
}

// actions/refresh-snapshots/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Copy the catalogue of exploited vulnerabilities and the scores of likely exploitation into quarantine.";
/** The inputs of refresh-snapshots. */
const inputs = defineInputs({ subject: text({
	description: "What the action works on.",
	required: true,
	form: "a name"
}) });
/** The outputs of refresh-snapshots. */
const outputs = defineOutputs({ "finished-at": { description: "When the work was done, RFC 3339." } });

// actions/refresh-snapshots/src/main.ts
/** Copy the catalogue of exploited vulnerabilities and the scores of likely exploitation into quarantine. */
async function run(inputs, deps, log) {
	await log.group(`Work on ${inputs.subject}`, async () => log.info(`${inputs.subject}: nothing to do yet`));
	log.info(`Done with ${inputs.subject}`);
	return { finishedAt: formatTime(deps.clock.now()) };
}

// actions/refresh-snapshots/src/summary.ts
/** The Markdown that the run's page shows. */
function renderSummary(outputs, inputs) {
	return `### refresh-snapshots\n\n\`${inputs.subject.replaceAll("`", "")}\` at ${outputs.finishedAt}\n`;
}

// actions/refresh-snapshots/src/index.ts
await runAction({
	name: "refresh-snapshots",
	description,
	inputs,
	outputs,
	createDeps,
	run,
	renderSummary
});

export {  };