import { InputProblem, defineInputs, defineOutputs, duration, flag, integer, list, path as path$1, runAction, text } from "./lib/action.js";
import { openAzure } from "./lib/session.js";
import { openFolder, pullPlatform } from "./lib/tools/oci-layout.js";
import { computeDigest, formatImageReference, pinImage, registryIdNotation, shortenDigest } from "./lib/domain/image.js";
import { requestedImageNotation } from "./lib/domain/promotion.js";
import { databaseNotation, defaultDatabase, judgeAge, readImage } from "./lib/domain/scanning.js";
import { allowedTrivyNotation, examine, fetchDatabase, openScanner, testScanner, trivyScanners } from "./lib/tools/trivy.js";
import { buildCyclonedx, buildSarif, compareItems, countSeverities, describe, findLayerLines, itemSeverities, renderCanonical, renderReason, renderScanReport, selectShown } from "./lib/domain/report.js";
import { UserError } from "./lib/base/errors.js";
import { parseDockerfile } from "./lib/domain/dockerfile.js";
import { formatTime } from "./lib/base.js";
import { delimiter, dirname, join, relative } from "node:path";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";

// actions/scan-image/src/deps.ts
/** The real systems; SDKs are loaded with the first request, and not at all for a folder. */
function createDeps(inputs, context) {
	const { clock, signal, exec, tempFolder, workspace } = context;
	const { layout } = inputs;
	return {
		clock,
		signal,
		exec,
		tempFolder,
		workspace,
		jobFolder: dirname(tempFolder),
		searchPath: (context.toolEnv["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
		openShelf: () => layout === void 0 ? openRegistry(inputs, context) : openFolder(layout, inputs)
	};
}
async function openRegistry(inputs, context) {
	const { tenantId, clientId, quarantineRegistry } = inputs;
	if (tenantId === void 0 || clientId === void 0 || quarantineRegistry === void 0) throw new TypeError("the check of the inputs lets nobody come here without a registry");
	const azure = openAzure(context, {
		tenantId,
		clientId
	});
	const { loginServer } = await azure.management(quarantineRegistry.id).readAccount();
	return azure.registry(loginServer);
}

// actions/scan-image/src/words.ts
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
	layout: path$1({
		description: "The folder that fetch-image wrote, after its hand-over as a workflow artifact. Image and database are taken from it, and the job needs no identity.",
		mustBe: "folder"
	}),
	"tenant-id": text({ description: "Entra tenant of the identity that reads quarantine; required without `layout`." }),
	"client-id": text({ description: "Client id of the identity that reads quarantine; required without `layout`." }),
	"quarantine-registry": text({
		description: "ARM resource id of the registry that holds the image and the database; required without `layout`.",
		...registryIdNotation
	}),
	image: text({
		description: "The image in quarantine as `repository[:tag]@sha256:…`; the host may stand before it. A tag that no longer points at the digest stops the scan.",
		required: true,
		...requestedImageNotation
	}),
	"trivy-allowed": list({
		description: "The programs that may be run: `<version> <sha256>`, one a line. Trivy is never downloaded, and no other program is started.",
		required: true,
		...allowedTrivyNotation
	}),
	"trivy-path": text({
		description: "File of Trivy on the runner; the first `trivy` of the PATH when absent.",
		form: "an absolute path"
	}),
	database: text({
		description: "Trivy’s vulnerability database in the same registry; it is resolved to a digest once and recorded. With `layout` it has its digest: output `database` of fetch-image.",
		default: defaultDatabase,
		...databaseNotation
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
	"report-digest": { description: "Digest of that file, and by it of every SBOM; input `report-digest` of gate-image, by the outputs of the job." },
	sarif: { description: "File with the findings as SARIF 2.1.0, one run a platform." },
	sbom: { description: "Folder with a CycloneDX file a platform manifest; the report names each." },
	result: { description: "`complete`, or `indeterminate` when anything about the scan cannot be believed." },
	counts: { description: "How many findings of each severity, as JSON: `{\"critical\":0,\"high\":1,…}`. All, not only those shown." },
	"database-digest": { description: "Digest of the vulnerability database." },
	scanner: { description: "The scanner as `trivy <version> sha256:<hex>`." }
});
/** Rules between inputs: what is scanned comes from a registry, or from a folder, and never from either at will. */
function check(given) {
	const ofRegistry = {
		"tenant-id": given.tenantId,
		"client-id": given.clientId,
		"quarantine-registry": given.quarantineRegistry
	};
	if (given.layout === void 0) return Object.entries(ofRegistry).flatMap(([name, value]) => value === void 0 ? [`\`${name}\`: is required without \`layout\``] : []);
	const superfluous = Object.entries(ofRegistry).flatMap(([name, value]) => value === void 0 ? [] : [`\`${name}\`: has no place beside \`layout\`: a scan of a folder signs in nowhere`]);
	if (given.database.digest !== void 0) return superfluous;
	return [...superfluous, "`database`: needs its digest with `layout`: write output `database` of fetch-image"];
}

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
	const report = renderScanReport({
		...facts.frame,
		platforms
	});
	await writeFile(files.report, report);
	await writeFile(files.sarif, renderCanonical(buildLog(facts)));
	return {
		...files,
		reportDigest: computeDigest(report)
	};
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
		const config = await pullPlatform(layout, image, {
			shelf: plan.shelf,
			repository
		});
		log.info(`${image.content.layers.length} layers are pulled and hashed`);
		const { view, document, reasons } = await examine({
			...plan,
			target: {
				kind: "layout",
				path: layout,
				imageId: image.content.config.digest
			},
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

// actions/scan-image/src/report.ts
/** What was scanned with what, and whether that can be believed. */
function buildFrame({ scanner, database, selfTest, scanned, platforms }, { scanners, maxDatabaseAge }, { startedAt, finishedAt }) {
	const reasons = [...judgeAge(database, finishedAt, maxDatabaseAge), ...selfTest];
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
		scanners,
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
/** The outputs, and the sentence that the step ends with. */
function conclude(frame, files, platforms) {
	const { result, database, scanner } = frame;
	const counts = countSeverities(platforms.flatMap(({ view }) => view?.items ?? []));
	const outputs = {
		...files,
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
/** The scanner in one line. */
function renderScanner({ version, sha256 }) {
	return `trivy ${version} sha256:${sha256}`;
}
/** RFC 3339 without fractions, as CycloneDX and SARIF readers want it. */
function formatSecond(ms) {
	return formatTime(ms).replace(/\.\d+Z$/, "Z");
}

// actions/scan-image/src/shown.ts
/** Chooses what SARIF and annotations show, worst first, each on the line of the Dockerfile that brought it. */
function showFindings(platforms, inputs, dockerfile) {
	const filter = {
		severities: inputs.severity,
		isUnfixedIgnored: inputs.ignoreUnfixed
	};
	const select = ({ view }) => selectShown(view?.items ?? [], filter);
	const all = ({ view }) => (view?.items ?? []).toSorted(compareItems);
	const linesOf = ({ config }) => dockerfile?.linesOf(config) ?? /* @__PURE__ */ new Map();
	const found = platforms.flatMap((platform) => select(platform).map((item) => ({
		item,
		lines: linesOf(platform)
	})));
	found.sort((a, b) => compareItems(a.item, b.item));
	const path = dockerfile?.path;
	return {
		sarif: {
			select: inputs.limitSeveritiesForSarif ? select : all,
			linesOf,
			dockerfile: path
		},
		annotations: buildAnnotations(found, {
			dockerfile: path,
			max: inputs.maxAnnotations
		})
	};
}

// actions/scan-image/src/main.ts
/** Scans every platform of an image, and writes down what was found and whether it can be believed. */
async function run(inputs, deps, log) {
	const startedAt = deps.clock.now();
	const scanner = await log.group("Check the scanner", () => openScanner(inputs, deps));
	log.info(renderScanner(scanner));
	const shelf = await log.group("Open what holds image and database", () => deps.openShelf());
	const scanned = await readImage(inputs.image, shelf);
	const cacheFolder = join(deps.tempFolder, "cache");
	const database = await log.group("Fetch the vulnerability database", () => fetchDatabase(inputs.database, shelf, cacheFolder));
	log.info(`database of ${formatSecond(database.updatedAt)}: ${formatImageReference(database.image)}`);
	const selfTest = await log.group("Test the scanner", () => testScanner(scanner, database, deps));
	const { scanners, timeout: timeoutMs } = inputs;
	const plan = {
		shelf,
		scanner,
		scanners,
		cacheFolder,
		tempFolder: deps.tempFolder,
		timeoutMs
	};
	const platforms = await scanPlatforms(scanned, plan, log);
	const frame = buildFrame({
		scanner,
		database,
		selfTest,
		scanned,
		platforms
	}, inputs, {
		startedAt,
		finishedAt: deps.clock.now()
	});
	const shown = showFindings(platforms, inputs, await readDockerfile(inputs.dockerfile, deps.workspace, log));
	const files = await writeFiles(inputs.outputFolder, {
		platforms,
		frame,
		...shown.sarif
	});
	annotate(shown.annotations, log);
	for (const reason of frame.reasons) log.warning(renderReason(reason));
	return conclude(frame, files, platforms);
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
	check,
	createDeps,
	run,
	renderSummary
});

export {  };