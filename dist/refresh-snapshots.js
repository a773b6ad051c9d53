import { defineInputs, defineOutputs, runAction, text } from "./lib/action.js";
import { openAzure, openFeeds } from "./lib/session.js";
import { formatImageReference, pinImage, registryIdNotation } from "./lib/domain/image.js";
import { formatTime } from "./lib/base.js";
import { buildSnapshot, maxSnapshotBytes, readSnapshot, snapshotKinds } from "./lib/domain/snapshot.js";
import { CodedError, ExternalError } from "./lib/base/errors.js";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";

// actions/refresh-snapshots/src/deps.ts
/** The real systems; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	return {
		clock: context.clock,
		feeds: openFeeds(context),
		management: (registryId) => azure.management(registryId),
		registry: (loginServer) => azure.registry(loginServer)
	};
}

// actions/refresh-snapshots/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Copy the catalogue of exploited vulnerabilities and the scores of likely exploitation into quarantine.";
/** The inputs of refresh-snapshots. */
const inputs = defineInputs({
	"tenant-id": text({
		description: "Entra tenant of the import identity.",
		required: true
	}),
	"client-id": text({
		description: "Client id of the import identity.",
		required: true
	}),
	"quarantine-registry": text({
		description: "ARM resource id of the quarantine registry.",
		required: true,
		...registryIdNotation
	})
});
/** The outputs of refresh-snapshots. */
const outputs = defineOutputs({
	kev: { description: "CISA’s catalogue in quarantine, pinned: `registry/tools/kev@sha256:…`." },
	"kev-date": { description: "When CISA released it, RFC 3339." },
	epss: { description: "The scores in quarantine, pinned: `registry/tools/epss@sha256:…`." },
	"epss-date": { description: "The day that the scores are of, RFC 3339." }
});

// actions/refresh-snapshots/src/read.ts
const maxSkewMs = 3e5;
const unpack = promisify(gunzip);
/** Fetches a file and holds it against its form. Throws SNAPSHOT_* and NETWORK_* codes. */
async function readPublished(kind, feeds, now) {
	const bytes = await feeds.readFile(kind.source, maxSnapshotBytes);
	const content = kind.source.endsWith(".gz") ? await unpackBounded(kind, bytes) : bytes;
	const read = kind.readDate(decode(kind, content));
	if ("problem" in read) throw fail("SNAPSHOT_MALFORMED", kind, read.problem);
	if (read.date <= now + maxSkewMs) return {
		content,
		date: read.date
	};
	throw fail("SNAPSHOT_FUTURE", kind, `it is of ${formatTime(read.date)}`);
}
/** A snapshot that is not taken. */
function fail(code, kind, reason) {
	const { host } = new URL(kind.source);
	return new ExternalError(code, {
		subject: kind.source,
		reason,
		system: host,
		operation: "read"
	});
}
async function unpackBounded(kind, bytes) {
	try {
		return await unpack(bytes, { maxOutputLength: maxSnapshotBytes });
	} catch {
		throw fail("SNAPSHOT_MALFORMED", kind, `it is no gzip file, or unpacks to more than ${maxSnapshotBytes} bytes`);
	}
}
function decode(kind, content) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(content);
	} catch {
		throw fail("SNAPSHOT_MALFORMED", kind, "it is no UTF-8 text");
	}
}

// actions/refresh-snapshots/src/refresh.ts
/** Brings what is published now into quarantine, unless quarantine has a later one. Throws SNAPSHOT_* codes. */
async function refresh(kind, quarantine, { feeds, clock }, log) {
	const { content, date } = await readPublished(kind, feeds, clock.now());
	const repository = `tools/${kind.name}`;
	const held = await findHeldDate(kind, quarantine, repository, log);
	if (held !== void 0 && held > date) throw fail("SNAPSHOT_OLDER", kind, `it is of ${formatTime(date)}, quarantine has ${formatTime(held)}`);
	const artifact = buildSnapshot(kind, content, date);
	await push(artifact, quarantine, repository);
	const image = pinImage({
		registry: quarantine.registry,
		repository
	}, artifact.manifest.digest);
	log.info(`${kind.name} of ${formatTime(date)}, ${content.length} bytes: ${repository}@${image.digest}`);
	return {
		image,
		date
	};
}
async function findHeldDate(kind, quarantine, repository, log) {
	const digest = await quarantine.findDigest(repository, "latest");
	const manifest = digest === void 0 ? void 0 : await quarantine.findManifest(repository, digest);
	if (manifest === void 0) return void 0;
	try {
		return readSnapshot(kind, manifest).date;
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		log.warning(`${repository}:latest is replaced: ${error.code}: ${error.reason}`);
		return;
	}
}
async function push(artifact, quarantine, repository) {
	const { manifest, config, content, tags } = artifact;
	await quarantine.writeBlob(repository, config);
	await quarantine.writeBlob(repository, content);
	for (const tag of tags) {
		if (await quarantine.findDigest(repository, tag) === manifest.digest) continue;
		await quarantine.writeManifest(repository, {
			mediaType: manifest.mediaType,
			bytes: manifest.bytes,
			tag
		});
	}
}

// actions/refresh-snapshots/src/main.ts
/** Brings both snapshots into quarantine; that one publisher fails does not keep the other one's file away. */
async function run(inputs, deps, log) {
	const { loginServer } = await deps.management(inputs.quarantineRegistry.id).readAccount();
	const quarantine = deps.registry(loginServer);
	const [kev, epss] = await log.group("Refresh the snapshots", () => Promise.allSettled([refresh(snapshotKinds.kev, quarantine, deps, log), refresh(snapshotKinds.epss, quarantine, deps, log)]));
	if (kev.status === "rejected") throw kev.reason;
	if (epss.status === "rejected") throw epss.reason;
	return {
		kev: formatImageReference(kev.value.image),
		kevDate: formatTime(kev.value.date),
		epss: formatImageReference(epss.value.image),
		epssDate: formatTime(epss.value.date)
	};
}

// actions/refresh-snapshots/src/summary.ts
/** What quarantine has now, and of when it is. */
function renderSummary(outputs, _inputs) {
	return `### Snapshots refreshed\n\n| | Of | In quarantine |\n| --- | --- | --- |\n${[`| Exploited vulnerabilities (KEV) | ${outputs.kevDate} | \`${outputs.kev}\` |`, `| Scores of exploitation (EPSS) | ${outputs.epssDate} | \`${outputs.epss}\` |`].join("\n")}\n`;
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