import { defineInputs, defineOutputs, integer, path, runAction, text } from "./lib/action.js";
import { openAzure } from "./lib/session.js";
import { formatImageReference, registryIdNotation } from "./lib/domain/image.js";
import { requestedImageNotation } from "./lib/domain/promotion.js";
import { databaseNotation, defaultDatabase, findDatabase, listBlobs, readImage } from "./lib/domain/scanning.js";
import { UserError } from "./lib/base/errors.js";
import { fillFolder, formatMegabytes, sumSizes } from "./lib/tools/oci-layout.js";

// actions/fetch-image/src/deps.ts
/** The real systems; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	return {
		clock: context.clock,
		management: (registryId) => azure.management(registryId),
		registry: (loginServer) => azure.registry(loginServer)
	};
}

// actions/fetch-image/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Pull an image of quarantine and the vulnerability database into one folder, for a scan without any identity.";
/** The inputs of fetch-image. */
const inputs = defineInputs({
	"tenant-id": text({
		description: "Entra tenant of the identity that reads quarantine.",
		required: true
	}),
	"client-id": text({
		description: "Client id of the identity that reads quarantine.",
		required: true
	}),
	"quarantine-registry": text({
		description: "ARM resource id of the registry that holds the image and the database.",
		required: true,
		...registryIdNotation
	}),
	image: text({
		description: "The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the fetch.",
		required: true,
		...requestedImageNotation
	}),
	database: text({
		description: "Trivy’s vulnerability database in the same registry; it is resolved to a digest once.",
		default: defaultDatabase,
		...databaseNotation
	}),
	"output-folder": path({
		description: "Folder in the workspace that is made to hold the image and the database and nothing else. A folder with files of others is refused.",
		default: "lazaret-fetch"
	}),
	"max-size": integer({
		description: "How many megabytes image and database may have together.",
		default: "16000",
		min: 1,
		max: 1e6
	})
});
/** The outputs of fetch-image. */
const outputs = defineOutputs({
	folder: { description: "The folder, to be handed over as one workflow artifact." },
	image: { description: "The image as `<registry>/<repository>@sha256:…`; input `image` of scan-image." },
	database: { description: "The database as `<repository>@sha256:…`; input `database` of scan-image." },
	bytes: { description: "How many bytes the blobs in the folder have." }
});

// actions/fetch-image/src/main.ts
/** Resolves image and database once, and fills a folder with everything that a scan of them reads. */
async function run(inputs, deps, log) {
	const { loginServer } = await deps.management(inputs.quarantineRegistry.id).readAccount();
	const shelf = deps.registry(loginServer);
	const image = await log.group("Read the image", () => readImage(inputs.image, shelf));
	const database = await log.group("Find the database", () => findDatabase(inputs.database, shelf));
	const blobs = listBlobs(image, database);
	tell(image, database, log);
	assertSize(image, blobs, inputs.maxSize);
	const filling = buildFilling(image, database, {
		blobs,
		fetchedAt: deps.clock.now()
	});
	const filled = await log.group(`Pull ${blobs.length} blobs`, () => fillFolder(inputs.outputFolder, filling, shelf));
	log.info(`${formatMegabytes(filled.bytes)} in ${inputs.outputFolder}; ${filled.reused} blobs were there`);
	return {
		folder: inputs.outputFolder,
		image: formatImageReference(image.image),
		database: `${database.image.repository}@${database.image.digest}`,
		bytes: String(filled.bytes)
	};
}
function tell({ image, platforms }, database, log) {
	log.info(`${formatImageReference(image)}: ${platforms.map(({ platform }) => platform).join(", ")}`);
	log.info(`database: ${formatImageReference(database.image)}`);
}
function assertSize({ image }, blobs, maxMegabytes) {
	const bytes = sumSizes(blobs);
	if (bytes <= maxMegabytes * 1e6) return;
	throw new UserError("SCAN_IMAGE_TOO_LARGE", {
		subject: formatImageReference(image),
		reason: `with the database it has ${formatMegabytes(bytes)}, \`max-size\` is ${maxMegabytes} MB`
	});
}
function buildFilling(image, database, { blobs, fetchedAt }) {
	return {
		contents: {
			image: image.image,
			database: database.image,
			fetchedAt,
			blobs
		},
		manifests: [
			image.root,
			...image.children,
			database.manifest
		],
		roots: [image.root, database.manifest]
	};
}

// actions/fetch-image/src/summary.ts
/** What was fetched, how much it is and where it lies. */
function renderSummary(outputs, inputs) {
	return `### Fetched for a scan\n\n| | |\n| --- | --- |\n${[
		["Image", outputs.image],
		["Database", outputs.database],
		["Size", `${Math.ceil(Number(outputs.bytes) / 1e6)} MB of at most ${inputs.maxSize} MB`],
		["Folder", outputs.folder]
	].map(([name, value]) => `| ${name} | \`${value}\` |`).join("\n")}\n`;
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