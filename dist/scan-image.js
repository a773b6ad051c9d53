import { __toESM } from "./vendor/runtime.js";
import { InputProblem, defineInputs, defineOutputs, duration, flag, integer, list, path as path$1, runAction, text } from "./lib/action.js";
import { openAzure } from "./lib/session.js";
import { computeDigest, digestHex, formatImageReference, isDigest, parseDigest, parseRegistryId, parseRepository, parseTag, pinImage, shortenDigest } from "./lib/domain/image.js";
import { parseRequestedImage } from "./lib/domain/promotion.js";
import { createTrivy, findAllowed, parseAllowedTrivy, trivyScanners } from "./lib/tools/trivy.js";
import { buildCyclonedx, buildSarif, compareItems, countSeverities, describe, findLayerLines, itemSeverities, renderCanonical, renderScanReport, selectShown, viewTrivy } from "./lib/domain/report.js";
import { CodedError, ExternalError, UserError } from "./lib/base/errors.js";
import { parseDockerfile } from "./lib/domain/dockerfile.js";
import { isoTimestamp, literal, object, pipe, string } from "./vendor/valibot.js";
import { checkJson, findErrorCode, formatTime } from "./lib/base.js";
import { collectArtifact, isImageMediaType, mediaTypes, parseManifest } from "./lib/domain/artifact.js";
import { parseReport } from "./lib/domain/findings.js";
import { encodeTarHeader, tarEnd, tarPadding } from "./lib/domain/context.js";
import { createReadStream, createWriteStream } from "node:fs";
import { delimiter, dirname, isAbsolute, join, relative } from "node:path";
import { createHash } from "node:crypto";
import { Readable, Transform } from "node:stream";
import { access, chmod, constants as constants$1, copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { pipeline as pipeline$1 } from "node:stream/promises";
import { createGunzip } from "node:zlib";

// actions/scan-image/src/deps.ts
/** The real systems; SDKs are loaded with the first request. */
function createDeps(inputs, context) {
	const azure = openAzure(context, {
		tenantId: inputs.tenantId,
		clientId: inputs.clientId
	});
	const { clock, signal, exec, tempFolder, workspace } = context;
	return {
		clock,
		signal,
		exec,
		tempFolder,
		workspace,
		jobFolder: dirname(tempFolder),
		searchPath: (context.toolEnv["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
		management: (registryId) => azure.management(registryId),
		registry: (loginServer) => azure.registry(loginServer)
	};
}

// actions/scan-image/src/words.ts
/** `tools/trivy-db:2`, or the same with a digest. Throws IMAGE_* codes. */
function parseDatabase(text) {
	const [name = "", digest] = text.split("@", 2);
	const colon = name.lastIndexOf(":");
	const tag = colon < 0 ? void 0 : parseTag(name.slice(colon + 1));
	const repository = parseRepository(colon < 0 ? name : name.slice(0, colon));
	if (digest !== void 0 && !isDigest(digest)) throw new InputProblem(`"${digest}" is no digest`, "`sha256:…`");
	if (digest === void 0 && tag === void 0) return {
		repository,
		tag: "2",
		digest: void 0
	};
	return {
		repository,
		tag,
		digest: digest === void 0 ? void 0 : parseDigest(digest)
	};
}
/** `vuln,secret` → names, each once. */
function parseScanners(text) {
	return parseWords(text.toLowerCase(), trivyScanners);
}
/** `HIGH,CRITICAL` in any case → severities, each once. */
function parseSeverities(text) {
	return parseWords(text.toLowerCase(), itemSeverities);
}
function parseWords(text, known) {
	const words = text.split(",").map((word) => word.trim());
	const wrong = words.find((word) => !known.some((name) => name === word));
	if (wrong !== void 0) throw new InputProblem(`"${wrong}" is not known`, known.join(", "));
	return known.filter((name) => words.includes(name));
}

// actions/scan-image/src/inputs.ts
/** What the action does, in one sentence. */
const description = "Scan every platform of a quarantined image with the Trivy of the runner.";
/** The inputs of scan-image. */
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
		form: "`/subscriptions/…/providers/Microsoft.ContainerRegistry/registries/<name>`",
		parse: parseRegistryId
	}),
	image: text({
		description: "The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the scan.",
		required: true,
		form: "`repository@sha256:…`",
		parse: parseRequestedImage
	}),
	"trivy-allowed": list({
		description: "The programs that may be run: `<version> <sha256>`, one a line. Trivy is never downloaded, and no other program is started.",
		required: true,
		form: "`<version> <sha256 in hex>` a line",
		parse: parseAllowedTrivy
	}),
	"trivy-path": text({
		description: "File of Trivy on the runner; the first `trivy` of the PATH when absent.",
		form: "an absolute path"
	}),
	database: text({
		description: "Trivy’s vulnerability database in the same registry; it is resolved to a digest once and recorded.",
		default: "tools/trivy-db:2",
		form: "`repository:tag` or `repository@sha256:…`",
		parse: parseDatabase
	}),
	"max-database-age": duration({
		description: "How long ago the database may have been made; an older one makes the result indeterminate.",
		default: "48h",
		min: "1h",
		max: "30d"
	}),
	scanners: text({
		description: "What is looked for: `vuln`, `secret`, `misconfig`, `license`, separated by commas.",
		default: "vuln,secret",
		form: "words separated by commas",
		parse: parseScanners
	}),
	severity: text({
		description: "Severities that summary and annotations show, separated by commas. The report always holds all.",
		default: "UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL",
		form: "severities separated by commas",
		parse: parseSeverities
	}),
	"ignore-unfixed": flag({ description: "Leave vulnerabilities without a fix out of summary and annotations. The report always holds them." }),
	"limit-severities-for-sarif": flag({ description: "Narrow the SARIF file by `severity` and `ignore-unfixed` too." }),
	dockerfile: path$1({
		description: "The Dockerfile that the image was built from; findings are shown on the line that brought them.",
		mustBe: "file"
	}),
	"max-annotations": integer({
		description: "How many findings become annotations; GitHub itself shows ten of a kind for a step.",
		default: "10",
		min: 0,
		max: 50
	}),
	"output-folder": path$1({
		description: "Folder in the workspace for report, SARIF and SBOMs; files of an earlier scan in it are replaced.",
		default: "lazaret-scan"
	}),
	timeout: duration({
		description: "How long Trivy may take for one platform.",
		default: "15m",
		min: "1s",
		max: "6h"
	})
});
/** The outputs of scan-image. */
const outputs = defineOutputs({
	report: { description: "File with everything as canonical JSON: what was scanned, with what, all findings." },
	sarif: { description: "File with the findings as SARIF 2.1.0, one run a platform." },
	sbom: { description: "Folder with a CycloneDX file a platform manifest; the report names each." },
	result: { description: "`complete`, or `indeterminate` when anything about the scan cannot be believed." },
	counts: { description: "How many findings of each severity, as JSON: `{\"critical\":0,\"high\":1,…}`. All, not only those shown." },
	"database-digest": { description: "Digest of the vulnerability database." },
	scanner: { description: "The scanner as `trivy <version> sha256:<hex>`." }
});

// actions/scan-image/src/annotate.ts
/** Reads the Dockerfile; one that cannot be parsed is told and shows no lines. */
async function readDockerfile(file, workspace, log) {
	if (file === void 0) return void 0;
	const path = relative(workspace, file);
	const steps = findSteps(await readFile(file, "utf8"), path, log);
	return {
		path,
		linesOf: (config) => findLayerLines(config, steps)
	};
}
function findSteps(text, path, log) {
	try {
		return parseDockerfile(text, { buildArguments: /* @__PURE__ */ new Map() }).steps;
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		log.warning(`${path}: findings are not shown on its lines: ${error.reason}`);
		return [];
	}
}
/** One annotation a finding, the same finding of several platforms once; the rest is told by number. */
function buildAnnotations(found, { dockerfile, max }) {
	const byMessage = /* @__PURE__ */ new Map();
	for (const { item, lines } of found) {
		const message = describe(item);
		const line = item.diffId === void 0 ? void 0 : lines.get(item.diffId);
		const isSevere = item.severity === "critical" || item.severity === "high";
		const file = dockerfile === void 0 ? {} : { file: dockerfile };
		const place = {
			title: item.id,
			...file,
			...line === void 0 ? {} : { startLine: line }
		};
		if (!byMessage.has(message)) byMessage.set(message, {
			message,
			place,
			isSevere
		});
	}
	const all = [...byMessage.values()];
	return {
		annotations: all.slice(0, max),
		more: Math.max(0, all.length - max)
	};
}
/** Prints annotations: warnings for what is high or critical, notices for the rest. */
function annotate({ annotations, more }, log) {
	for (const { message, place, isSevere } of annotations) if (isSevere) log.warning(message, place);
	else log.notice(message, place);
	if (more > 0) log.info(`and ${more} more findings; the report has all`);
}

// actions/scan-image/src/database.ts
const layerType = "application/vnd.aquasec.trivy.db.layer.v1.tar+gzip";
const schemaVersion = 2;
const maxLayerBytes$1 = 1073741824;
const maxUnpackedBytes = 8589934592;
const fileNames = ["trivy.db", "metadata.json"];
const metadataSchema = object({
	Version: literal(schemaVersion),
	UpdatedAt: pipe(string(), isoTimestamp())
});
/** Resolves the database to a digest once and unpacks it into a fresh cache folder. Throws SCAN_DATABASE_* codes. */
async function fetchDatabase(place, registry, cacheFolder) {
	const image = await resolve$1(place, registry);
	const bytes = await readLayer(image, registry);
	const folder = join(cacheFolder, "db");
	await mkdir(folder, { recursive: true });
	try {
		await unpack(bytes, folder);
		await stat(join(folder, "trivy.db"));
		return {
			image,
			cacheFolder,
			updatedAt: await readUpdatedAt(join(folder, "metadata.json"))
		};
	} catch (error) {
		throw malformed(image, error instanceof Error ? error.message : "it cannot be unpacked", error);
	}
}
/** Whether the database is too old or from the future, as reasons of the report. */
function judgeAge(database, now, maxAgeMs) {
	const subject = formatImageReference(database.image);
	const age = now - database.updatedAt;
	const hours = Math.floor(age / 36e5);
	if (age > maxAgeMs) return [{
		code: "SCAN_DATABASE_STALE",
		subject,
		reason: `it was made ${hours} h ago`
	}];
	if (age < -3e5) return [{
		code: "SCAN_DATABASE_FUTURE",
		subject,
		reason: `it will be made in ${-hours} h`
	}];
	return [];
}
async function resolve$1(place, registry) {
	const { repository, tag } = place;
	const digest = place.digest ?? (tag === void 0 ? void 0 : await registry.findDigest(repository, tag));
	if (digest !== void 0) return pinImage({
		registry: registry.registry,
		repository
	}, digest);
	throw notFound(`${registry.registry}/${repository}:${tag ?? ""}`, "the registry has no such tag");
}
async function readLayer(image, registry) {
	const { repository, digest } = image;
	const manifest = await registry.findManifest(repository, digest);
	if (manifest === void 0) throw notFound(formatImageReference(image), "the registry has no such manifest");
	const content = parseManifest(manifest);
	const [layer, ...more] = content.kind === "image" ? content.layers : [];
	if (layer?.mediaType !== layerType || more.length > 0) throw malformed(image, `it has not exactly one layer of the type ${layerType}`);
	if (layer.size > maxLayerBytes$1) throw malformed(image, `its layer has ${layer.size} bytes`);
	const bytes = await registry.findBlob(repository, layer.digest, layer.size);
	if (bytes === void 0) throw malformed(image, "its layer is gone");
	return bytes;
}
async function unpack(bytes, folder) {
	const { extract } = await import("./vendor/lazy/tar-stream.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const tar = extract();
	const reading = pipeline$1(Readable.from([bytes]), createGunzip(), limitBytes(maxUnpackedBytes), tar);
	reading.catch(() => void 0);
	for await (const entry of tar) {
		const name = entry.header.name.replace(/^\.\//, "");
		if (entry.header.type === "file" && fileNames.includes(name)) await pipeline$1(entry, createWriteStream(join(folder, name), {
			flags: "wx",
			mode: 384
		}));
		else entry.resume();
	}
	await reading;
}
function limitBytes(max) {
	let size = 0;
	return new Transform({ transform(chunk, _encoding, done) {
		size += chunk.length;
		if (size > max) done(/* @__PURE__ */ new Error(`it unpacks to more than ${max} bytes`));
		else done(null, chunk);
	} });
}
async function readUpdatedAt(file) {
	const checked = checkJson(metadataSchema, await readFile(file, "utf8"));
	if (!checked.ok) throw new Error(`metadata.json: ${checked.problems.join("; ")}`);
	return Date.parse(checked.value.UpdatedAt);
}
function notFound(subject, reason) {
	return new UserError("SCAN_DATABASE_NOT_FOUND", {
		subject,
		reason
	});
}
function malformed(image, reason, cause) {
	return new ExternalError("SCAN_DATABASE_MALFORMED", {
		system: "registry",
		operation: "unpack the database",
		subject: formatImageReference(image),
		reason,
		cause
	});
}

// actions/scan-image/src/files.ts
/** Writes report, SARIF and one SBOM a platform into a folder. */
async function writeFiles(folder, facts) {
	const files = {
		report: join(folder, "report.json"),
		sarif: join(folder, "report.sarif"),
		sbom: join(folder, "sbom")
	};
	await rm(files.sbom, {
		recursive: true,
		force: true
	});
	await mkdir(files.sbom, { recursive: true });
	const platforms = [];
	for (const platform of facts.platforms) platforms.push(describePlatform(platform, await writeSbom(files.sbom, platform, facts.frame)));
	await writeFile(files.report, renderScanReport({
		...facts.frame,
		platforms
	}));
	await writeFile(files.sarif, renderCanonical(buildLog(facts)));
	return files;
}
function buildLog(facts) {
	const { frame, dockerfile } = facts;
	const runs = facts.platforms.map((each) => ({
		platform: each.image.platform,
		image: formatImageReference(each.reference),
		items: facts.select(each),
		lines: facts.linesOf(each),
		isComplete: each.reasons.length === 0
	}));
	return buildSarif(runs, {
		scannerVersion: frame.scanner.version,
		dockerfile,
		finishedAt: frame.finishedAt
	});
}
function describePlatform({ image, reasons, document }, sbom) {
	return {
		manifest: image.manifest.digest,
		config: image.content.config.digest,
		platform: image.platform,
		result: reasons.length === 0 ? "complete" : "indeterminate",
		reasons,
		sbom,
		report: document
	};
}
async function writeSbom(folder, { image, reference, view }, { scanner, finishedAt }) {
	if (view === void 0) return void 0;
	const document = buildCyclonedx(view, {
		name: `${reference.registry}/${reference.repository}`,
		digest: reference.digest,
		imageId: image.content.config.digest,
		createdAt: finishedAt,
		scannerVersion: scanner.version
	});
	const text = renderCanonical(document);
	const file = `${reference.digest.replace(":", "-")}.cdx.json`;
	await writeFile(join(folder, file), text);
	return {
		file,
		digest: computeDigest(Buffer.from(text))
	};
}
/** RFC 3339 without fractions, as CycloneDX and SARIF readers want it. */
function formatSecond(ms) {
	return formatTime(ms).replace(/\.\d+Z$/, "Z");
}

// actions/scan-image/src/image.ts
const inTotoType = "application/vnd.in-toto+json";
/** Resolves the image once and reads the manifests of all its platforms. Throws SCAN_IMAGE_* and IMAGE_* codes. */
async function readImage(requested, registry) {
	const image = await pin(requested, registry);
	const { repository, digest } = image;
	const find = (wanted) => registry.findManifest(repository, wanted);
	const root = await find(digest);
	if (root === void 0) throw new UserError("SCAN_IMAGE_NOT_FOUND", {
		subject: formatImageReference(image),
		reason: "the registry has no such manifest"
	});
	const { children } = await collectArtifact(root, find);
	const names = listPlatforms([root, ...children]);
	const parsed = [root, ...children].filter(({ mediaType }) => isImageMediaType(mediaType)).map(parse);
	const platforms = parsed.filter(({ content }) => !isAttestation(content));
	if (platforms.length === 0) throw new UserError("SCAN_IMAGE_UNSUPPORTED", {
		subject: formatImageReference(image),
		reason: "it has no image for any platform"
	});
	return {
		image,
		platforms: platforms.map((each) => ({
			...each,
			platform: names.get(each.manifest.digest) ?? "unknown"
		})),
		notScanned: parsed.filter(({ content }) => isAttestation(content)).map(({ manifest }) => manifest.digest)
	};
}
async function pin(requested, { registry, findDigest }) {
	const { repository, tag, digest } = requested;
	if (requested.registry !== void 0 && requested.registry !== registry) throw new UserError("SCAN_IMAGE_WRONG_REGISTRY", {
		subject: `${requested.registry}/${repository}`,
		reason: `the registry of this step is ${registry}`
	});
	const found = tag === void 0 ? digest : await findDigest(repository, tag);
	if (found === digest) return pinImage({
		registry,
		repository
	}, digest);
	throw new UserError("SCAN_IMAGE_TAG_MOVED", {
		subject: `${registry}/${repository}:${tag ?? ""}`,
		reason: found === void 0 ? `it is gone; it was ${digest}` : `it points at ${found}, not at ${digest}`
	});
}
function parse(manifest) {
	const content = parseManifest(manifest);
	if (content.kind === "image") return {
		manifest,
		content
	};
	throw new TypeError(`${manifest.digest} has the media type of an image and the body of an index`);
}
function isAttestation({ layers }) {
	return layers.length > 0 && layers.every(({ mediaType }) => mediaType === inTotoType);
}
function listPlatforms(manifests) {
	const descriptors = manifests.flatMap((manifest) => {
		const content = parseManifest(manifest);
		return content.kind === "index" ? content.manifests : [];
	});
	return new Map(descriptors.flatMap(({ digest, platform }) => platform === void 0 ? [] : [[digest, renderPlatform(platform)]]));
}
function renderPlatform({ os, architecture, variant }) {
	return [
		os,
		architecture,
		...variant === void 0 ? [] : [variant]
	].join("/");
}

// actions/scan-image/src/examine.ts
/** A report of more is not read; the largest real ones have some ten megabytes. */
const maxReportBytes = 268435456;
/** Runs Trivy on one image and reads its report; what goes wrong becomes reasons, only a cancellation throws. */
async function examine(order, scanner) {
	const { layout, subject } = order;
	await rm(order.reportFile, { force: true });
	try {
		await scanner.trivy.scan({
			...order,
			target: {
				kind: "layout",
				path: layout
			}
		});
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		return refuse$1({
			code: error.code,
			subject,
			reason: error.reason
		});
	}
	const text = await readBounded(order.reportFile);
	if (text === void 0) return refuse$1({
		code: "SCAN_REPORT_MALFORMED",
		subject,
		reason: "there is none, or it is too large"
	});
	return readExamination(text, order, scanner);
}
/** Reads a report and holds it against what was asked for. */
function readExamination(raw, order, { version }) {
	const { subject, imageId } = order;
	const text = cleanReport(raw, order);
	const viewed = viewTrivy(text);
	if (!viewed.ok) return refuse$1({
		code: "SCAN_REPORT_MALFORMED",
		subject,
		reason: viewed.problems.slice(0, 3).join("; ")
	});
	const view = viewed.value;
	const problems = parseReport(text).problems.map(({ code, path, detail }) => ({
		code,
		subject,
		reason: path === "" ? detail : `${path}: ${detail}`
	}));
	return {
		view,
		document: JSON.parse(text),
		reasons: [...judgeOrigin(view, {
			subject,
			imageId,
			version
		}), ...problems]
	};
}
function cleanReport(raw, { layout, name }) {
	const clean = (key, value) => {
		if (key === "Secrets" && Array.isArray(value)) return value.map(dropContent);
		return typeof value === "string" && value.startsWith(layout) ? value.replace(layout, name) : value;
	};
	try {
		return JSON.stringify(JSON.parse(raw), clean);
	} catch (error) {
		if (error instanceof SyntaxError) return raw;
		throw error;
	}
}
function dropContent(secret) {
	if (typeof secret !== "object" || secret === null) return secret;
	return {
		...secret,
		Match: void 0,
		Code: void 0
	};
}
function judgeOrigin({ imageId, scannerVersion }, expected) {
	const { subject, version } = expected;
	const code = "SCAN_REPORT_MISMATCH";
	const reasons = [];
	if (imageId !== expected.imageId) reasons.push({
		code,
		subject,
		reason: `its ImageID is ${imageId ?? "absent"}, not ${expected.imageId}`
	});
	if (scannerVersion !== (version === "dev" ? void 0 : version)) reasons.push({
		code,
		subject,
		reason: `it is of Trivy ${scannerVersion ?? "unnamed"}, not ${version}`
	});
	return reasons;
}
async function readBounded(file) {
	try {
		const { size } = await stat(file);
		return size > maxReportBytes ? void 0 : await readFile(file, "utf8");
	} catch (error) {
		if (findErrorCode(error) === "ENOENT") return void 0;
		throw error;
	}
}
function refuse$1(reason) {
	return {
		view: void 0,
		document: void 0,
		reasons: [reason]
	};
}

// actions/scan-image/src/layout.ts
/** The largest configuration and layer that are read; a layer is held in memory while it is hashed. */
const maxConfigBytes = 8388608;
const maxLayerBytes = 2147483648;
/** Pulls one platform into an OCI layout of its own, each blob hashed again; answers its configuration. */
async function pullLayout(folder, { manifest, content }, { registry, repository }) {
	const blobs = join(folder, "blobs", "sha256");
	await mkdir(blobs, { recursive: true });
	const pull = async (blob, maxBytes) => {
		const bytes = await readBlob(registry, repository, {
			blob,
			maxBytes
		});
		await writeFile(join(blobs, digestHex(blob.digest)), bytes);
		return bytes;
	};
	const config = await pull(content.config, maxConfigBytes);
	const layers = new Map(content.layers.map((layer) => [layer.digest, layer]));
	for (const layer of layers.values()) await pull(layer, maxLayerBytes);
	await writeFile(join(blobs, digestHex(manifest.digest)), manifest.bytes);
	await writeIndex(folder, manifest);
	return Buffer.from(config).toString("utf8");
}
/** Writes what makes a folder of blobs an OCI layout with exactly one image (image-spec 1.1, image-layout.md). */
async function writeIndex(folder, manifest) {
	const { mediaType, digest, bytes } = manifest;
	const index = {
		schemaVersion: 2,
		mediaType: mediaTypes.ociIndex,
		manifests: [{
			mediaType,
			digest,
			size: bytes.length
		}]
	};
	await writeFile(join(folder, "oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
	await writeFile(join(folder, "index.json"), JSON.stringify(index));
}
async function readBlob(registry, repository, { blob, maxBytes }) {
	const subject = `${repository}@${blob.digest}`;
	if (blob.size > maxBytes) throw refuse(subject, `it has ${blob.size} bytes, at most ${maxBytes} are read`);
	const bytes = await registry.findBlob(repository, blob.digest, blob.size);
	if (bytes === void 0) throw new UserError("SCAN_IMAGE_NOT_FOUND", {
		subject,
		reason: "the registry has no such layer"
	});
	if (bytes.length !== blob.size || computeDigest(bytes) !== blob.digest) throw refuse(subject, "its bytes are not the ones that the manifest names");
	return bytes;
}
function refuse(subject, reason) {
	return new UserError("SCAN_IMAGE_UNSUPPORTED", {
		subject,
		reason
	});
}

// actions/scan-image/src/platforms.ts
/** Scans the platforms one after the other, so that the disk holds one of them at a time. */
async function scanPlatforms(scanned, plan, log) {
	const results = [];
	for (const image of scanned.platforms) {
		const title = `Scan ${image.platform} ${shortenDigest(image.manifest.digest)}`;
		results.push(await log.group(title, () => scanPlatform(image, scanned.image, {
			plan,
			log
		})));
	}
	return results;
}
async function scanPlatform(image, { registry, repository }, { plan, log }) {
	const layout = join(plan.tempFolder, "image");
	const reference = pinImage({
		registry,
		repository
	}, image.manifest.digest);
	try {
		const config = await pullLayout(layout, image, {
			registry: plan.registry,
			repository
		});
		log.info(`${image.content.layers.length} layers are pulled and hashed`);
		const { view, document, reasons } = await examine({
			...plan,
			layout,
			imageId: image.content.config.digest,
			subject: image.platform,
			name: formatImageReference(reference),
			reportFile: join(plan.tempFolder, "report.json")
		}, plan.scanner);
		log.info(`${view?.packages.length ?? 0} packages, ${view?.items.length ?? 0} findings`);
		for (const { code, reason } of reasons) log.warning(`${code}: ${formatImageReference(reference)}: ${reason}`);
		return {
			image,
			reference,
			config,
			view,
			document,
			reasons
		};
	} finally {
		await rm(layout, {
			recursive: true,
			force: true
		});
	}
}

// actions/scan-image/src/scanner.ts
/**
* Finds Trivy, copies it, hashes the copy and answers it when the list allows it: what was hashed is what runs.
* Throws SCAN_SCANNER_* codes.
*/
async function openScanner(inputs, deps) {
	const source = await findProgram(inputs.trivyPath, deps.searchPath);
	const program = join(deps.tempFolder, "program");
	const emptyFolder = join(deps.tempFolder, "empty");
	const scratchFolder = join(deps.tempFolder, "scratch");
	for (const folder of [
		program,
		emptyFolder,
		scratchFolder
	]) await mkdir(folder, { recursive: true });
	const file = join(program, "trivy");
	await copyFile(source, file, constants$1.COPYFILE_FICLONE);
	const sha256 = await hashFile(file);
	const { version } = findAllowed(inputs.trivyAllowed, {
		file: source,
		sha256
	});
	await chmod(file, 320);
	const { exec, clock, signal } = deps;
	return {
		trivy: createTrivy({
			file,
			version,
			exec,
			clock,
			signal,
			emptyFolder,
			scratchFolder
		}),
		version,
		sha256
	};
}
async function findProgram(given, searchPath) {
	const candidates = given === void 0 ? searchPath.map((folder) => join(folder, "trivy")) : [given];
	for (const file of candidates) if (isAbsolute(file) && await isExecutable(file)) return file;
	throw new UserError("SCAN_SCANNER_NOT_FOUND", {
		subject: given ?? "trivy",
		reason: given === void 0 ? "it is in no folder of the PATH" : "it is no executable file with an absolute path"
	});
}
async function isExecutable(file) {
	try {
		await access(file, constants$1.X_OK);
		return true;
	} catch {
		return false;
	}
}
async function hashFile(file) {
	const hash = createHash("sha256");
	await pipeline$1(createReadStream(file), hash);
	return hash.digest("hex");
}

// actions/scan-image/src/sample.ts
/** Found in every database since 2021 and 2023: https://github.com/advisories/GHSA-35jh-r3h4-6jhm and DSA-5417. */
const plantedIds = ["CVE-2021-23337", "CVE-2023-0464"];
const plantedFiles = [
	["app/node_modules/lodash/package.json", renderNode("lodash", "4.17.20")],
	["etc/debian_version", "12.0\n"],
	["etc/os-release", "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nVERSION_ID=\"12\"\nID=debian\n"],
	["var/lib/dpkg/status.d/openssl", renderDebian("openssl", "3.0.8-1")]
];
const cleanFiles = [["clean/node_modules/lodash/package.json", renderNode("lodash", "999.0.0")], ["var/lib/dpkg/status.d/lazaret-clean", renderDebian("lazaret-clean", "1.0-1")]];
/** Writes an image with a vulnerable and a clean layer, each with an npm and a Debian package. */
async function writeSample(folder) {
	const blobs = join(folder, "blobs", "sha256");
	await mkdir(blobs, { recursive: true });
	const put = async (bytes, mediaType) => {
		const digest = computeDigest(bytes);
		await writeFile(join(blobs, digestHex(digest)), bytes);
		return {
			mediaType,
			digest,
			size: bytes.length
		};
	};
	const type = "application/vnd.oci.image.layer.v1.tar";
	const planted = await put(writeTar(plantedFiles), type);
	const clean = await put(writeTar(cleanFiles), type);
	const layers = [planted, clean];
	const config = await put(encode(describeConfig(layers.map(({ digest }) => digest))), configType);
	const mediaType = mediaTypes.ociManifest;
	const bytes = encode({
		schemaVersion: 2,
		mediaType,
		config,
		layers
	});
	const { digest } = await put(bytes, mediaType);
	await writeIndex(folder, {
		mediaType,
		digest,
		bytes
	});
	return {
		imageId: config.digest,
		planted: planted.digest,
		clean: clean.digest
	};
}
const configType = "application/vnd.oci.image.config.v1+json";
function describeConfig(diffIds) {
	const created = "2026-01-01T00:00:00Z";
	return {
		architecture: "amd64",
		os: "linux",
		created,
		config: {},
		rootfs: {
			type: "layers",
			diff_ids: diffIds
		},
		history: diffIds.map((digest) => ({
			created,
			created_by: `COPY ${digest} /`
		}))
	};
}
function renderNode(name, version) {
	return `${JSON.stringify({
		name,
		version,
		license: "MIT"
	})}\n`;
}
function renderDebian(name, version) {
	return `${Object.entries({
		Package: name,
		Status: "install ok installed",
		Architecture: "amd64",
		Version: version
	}).map(([field, value]) => `${field}: ${value}\n`).join("")}Source: ${name}\n`;
}
function writeTar(files) {
	const parts = files.flatMap(([path, content]) => {
		const bytes = Buffer.from(content);
		return [
			encodeTarHeader({
				kind: "file",
				path,
				size: bytes.length,
				isExecutable: false
			}),
			bytes,
			tarPadding(bytes.length)
		];
	});
	return Buffer.concat([...parts, tarEnd]);
}
function encode(value) {
	return Buffer.from(JSON.stringify(value));
}

// actions/scan-image/src/self-test.ts
const timeoutMs = 12e4;
/** Raised when the sample or the judgement changes. */
const revision = 1;
/**
* Whether scanner and database find a planted vulnerability and nothing in a clean layer; empty when they do. Passed
* once, it is remembered for the rest of the job, in the folder that the runner empties before the next one.
*/
async function testScanner(scanner, database, deps) {
	const key = [
		revision,
		scanner.sha256,
		database.image.digest
	].join("\n");
	const name = `lazaret-self-test-${createHash("sha256").update(key).digest("hex")}`;
	const marker = join(deps.jobFolder, name);
	if (await isRemembered(marker, key)) return [];
	const layout = join(deps.tempFolder, "sample");
	const sample = await writeSample(layout);
	const { view, reasons } = await examine({
		layout,
		imageId: sample.imageId,
		subject: "sample",
		name: "sample",
		timeoutMs,
		scanners: ["vuln"],
		cacheFolder: database.cacheFolder,
		reportFile: join(deps.tempFolder, "sample.json")
	}, scanner);
	const found = [...reasons.map(toReason), ...judgeSample(view?.items ?? [], sample)];
	if (found.length === 0) await writeFile(marker, key);
	return found;
}
/** What is wrong with a scan of the sample image. */
function judgeSample(found, sample) {
	const items = found.filter(({ kind }) => kind === "vulnerability");
	const inLayer = (diffId) => items.filter((item) => item.diffId === diffId).map(({ id }) => id);
	const planted = inLayer(sample.planted);
	const missed = plantedIds.filter((id) => !planted.includes(id));
	const invented = items.filter((item) => item.diffId !== sample.planted).map(({ id }) => id);
	return [...missed.map((id) => fail(`${id} was planted and not found`)), ...invented.map((id) => fail(`${id} was found in a clean layer`))];
}
async function isRemembered(marker, key) {
	try {
		return await readFile(marker, "utf8") === key;
	} catch (error) {
		if (findErrorCode(error) === "ENOENT") return false;
		throw error;
	}
}
function toReason({ code, reason }) {
	return fail(`${code}: ${reason}`);
}
function fail(reason) {
	return {
		code: "SCAN_SELF_TEST_FAILED",
		subject: "sample image",
		reason
	};
}

// actions/scan-image/src/main.ts
/** Pulls every platform of an image, scans it, and writes down what was found and whether it can be believed. */
async function run(inputs, deps, log) {
	const startedAt = deps.clock.now();
	const scanner = await log.group("Check the scanner", () => openScanner(inputs, deps));
	log.info(renderScanner(scanner));
	const { loginServer } = await deps.management(inputs.quarantineRegistry.id).readAccount();
	const registry = deps.registry(loginServer);
	const scanned = await readImage(inputs.image, registry);
	const cacheFolder = join(deps.tempFolder, "cache");
	const database = await log.group("Fetch the vulnerability database", () => fetchDatabase(inputs.database, registry, cacheFolder));
	log.info(`database of ${formatSecond(database.updatedAt)}: ${formatImageReference(database.image)}`);
	const selfTest = await log.group("Test the scanner", () => testScanner(scanner, database, deps));
	const { tempFolder } = deps;
	const plan = {
		registry,
		scanner,
		scanners: inputs.scanners,
		cacheFolder,
		tempFolder
	};
	const platforms = await scanPlatforms(scanned, {
		...plan,
		timeoutMs: inputs.timeout
	}, log);
	return finish(buildFrame({
		scanner,
		database,
		selfTest,
		scanned,
		platforms
	}, inputs, {
		startedAt,
		finishedAt: deps.clock.now()
	}), platforms, {
		inputs,
		deps,
		log
	});
}
function buildFrame({ scanner, database, selfTest, scanned, platforms }, inputs, { startedAt, finishedAt }) {
	const reasons = [...judgeAge(database, finishedAt, inputs.maxDatabaseAge), ...selfTest];
	const isComplete = reasons.length === 0 && platforms.every((platform) => platform.reasons.length === 0);
	return {
		kind: "lazaret-scan",
		version: 1,
		image: formatImageReference(scanned.image),
		digest: scanned.image.digest,
		scanner: {
			name: "trivy",
			version: scanner.version,
			sha256: scanner.sha256
		},
		scanners: inputs.scanners,
		database: {
			image: formatImageReference(database.image),
			digest: database.image.digest,
			updatedAt: formatSecond(database.updatedAt)
		},
		selfTest: selfTest.length === 0 ? "passed" : "failed",
		startedAt: formatSecond(startedAt),
		finishedAt: formatSecond(finishedAt),
		result: isComplete ? "complete" : "indeterminate",
		reasons,
		notScanned: scanned.notScanned
	};
}
async function finish(frame, platforms, { inputs, deps, log }) {
	const dockerfile = await readDockerfile(inputs.dockerfile, deps.workspace, log);
	const shown = {
		severities: inputs.severity,
		isUnfixedIgnored: inputs.ignoreUnfixed
	};
	const itemsOf = ({ view }) => view?.items ?? [];
	const linesOf = ({ config }) => dockerfile?.linesOf(config) ?? /* @__PURE__ */ new Map();
	const files = await writeFiles(inputs.outputFolder, {
		platforms,
		frame,
		linesOf,
		dockerfile: dockerfile?.path,
		select: (platform) => inputs.limitSeveritiesForSarif ? selectShown(itemsOf(platform), shown) : itemsOf(platform).toSorted(compareItems)
	});
	const found = platforms.flatMap((platform) => selectShown(itemsOf(platform), shown).map((item) => ({
		item,
		lines: linesOf(platform)
	})));
	found.sort((a, b) => compareItems(a.item, b.item));
	annotate(buildAnnotations(found, {
		dockerfile: dockerfile?.path,
		max: inputs.maxAnnotations
	}), log);
	for (const { code, subject, reason } of frame.reasons) log.warning(`${code}: ${subject}: ${reason}`);
	return conclude(frame, {
		...files,
		counts: countSeverities(platforms.flatMap(itemsOf))
	});
}
function conclude(frame, { report, sarif, sbom, counts }) {
	const { result, database, scanner } = frame;
	const outputs = {
		report,
		sarif,
		sbom,
		result,
		counts: JSON.stringify(counts),
		databaseDigest: database.digest,
		scanner: renderScanner(scanner)
	};
	const numbers = Object.entries(counts).map(([severity, count]) => `${count} ${severity}`);
	const message = `${frame.image}: scan ${result}, findings: ${numbers.join(", ")}`;
	return {
		outputs,
		verdict: {
			isFailure: result !== "complete",
			message
		}
	};
}
function renderScanner({ version, sha256 }) {
	return `trivy ${version} sha256:${sha256}`;
}

// actions/scan-image/src/summary.ts
/** What was scanned with what, and how many findings of each severity there are. */
function renderSummary(outputs, inputs) {
	const title = outputs.result === "complete" ? "Scanned" : "Scan indeterminate";
	const counts = readCounts(outputs.counts);
	const { repository, digest } = inputs.image;
	const head = itemSeverities.map((severity) => ` ${severity} |`).join("");
	const row = itemSeverities.map((severity) => ` ${counts.get(severity) ?? 0} |`).join("");
	const facts = [
		["Image", `${repository}@${digest}`],
		["Scanner", outputs.scanner],
		["Database", outputs.databaseDigest]
	].map(([name, value]) => `| ${name} | \`${value}\` |`);
	return [
		`### ${title}\n${outputs.result === "complete" ? "" : "\n> What was found is not all that is known: the log and the report say why.\n"}`,
		`|${head}\n|${" --- |".repeat(itemSeverities.length)}\n|${row}\n`,
		`| | |\n| --- | --- |\n${facts.join("\n")}\n`
	].join("\n");
}
function readCounts(text) {
	const value = JSON.parse(text);
	return new Map(Object.entries(value ?? {}).map(([severity, count]) => [severity, String(count)]));
}

// actions/scan-image/src/index.ts
await runAction({
	name: "scan-image",
	description,
	inputs,
	outputs,
	createDeps,
	run,
	renderSummary
});

export {  };