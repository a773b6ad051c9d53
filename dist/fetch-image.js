import { defineInputs, defineOutputs, runAction, text } from "./lib/action.js";
import { formatTime } from "./lib/base.js";

// actions/fetch-image/src/deps.ts
/** The real outside; SDKs are loaded with the first request. */
function createDeps(_inputs, context) {
	return { clock: context.clock };
}

// actions/fetch-image/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Pull an image of quarantine and the vulnerability database into one folder, for a scan without any identity.";
/** The inputs of fetch-image. */
const inputs = defineInputs({ subject: text({
	description: "What the action works on.",
	required: true,
	form: "a name"
}) });
/** The outputs of fetch-image. */
const outputs = defineOutputs({ "finished-at": { description: "When the work was done, RFC 3339." } });

// actions/fetch-image/src/main.ts
/** Pull an image of quarantine and the vulnerability database into one folder, for a scan without any identity. */
async function run(inputs, deps, log) {
	await log.group(`Work on ${inputs.subject}`, async () => log.info(`${inputs.subject}: nothing to do yet`));
	log.info(`Done with ${inputs.subject}`);
	return { finishedAt: formatTime(deps.clock.now()) };
}

// actions/fetch-image/src/summary.ts
/** The Markdown that the run's page shows. */
function renderSummary(outputs, inputs) {
	return `### fetch-image\n\n\`${inputs.subject.replaceAll("`", "")}\` at ${outputs.finishedAt}\n`;
}

// actions/fetch-image/src/index.ts
await runAction({
	name: "fetch-image",
	description,
	inputs,
	outputs,
	createDeps,
	run,
	renderSummary
});

export {  };