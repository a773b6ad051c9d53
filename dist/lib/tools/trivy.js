import { __toESM } from "../../vendor/runtime.js";
import { CodedError, ExternalError, UserError } from "../base/errors.js";
import { isoTimestamp, literal, object, pipe, string } from "../../vendor/valibot.js";
import { checkJson, explainDisk, findErrorCode } from "../base.js";
import { findDatabase, malformedDatabase, renderLayout } from "../domain/scanning.js";
import { parseReport } from "../domain/findings.js";
import { viewTrivy } from "../domain/report.js";
import { encodeTarHeader, tarEnd, tarPadding } from "../domain/context.js";
import { mediaTypes } from "../domain/artifact.js";
import { computeDigest, digestHex } from "../domain/image.js";
import { createReadStream, createWriteStream } from "node:fs";
import { isAbsolute, join } from "node:path";
import { access, chmod, constants as constants$1, copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { pipeline as pipeline$1 } from "node:stream/promises";

// lib/tools/trivy/allow-list.ts
const oldestMinor = 67;
/** A program that may be run, as a line of the allow-list. */
const allowedTrivyNotation = {
	form: "`<version> <sha256 in hex>` a line",
	parse: parseAllowedTrivy
};
/** One line of the allow-list, `<version> <sha256>`. Throws SCAN_SCANNER_UNSUPPORTED for a version that is too old. */
function parseAllowedTrivy(line) {
	const [, version = "", sha256 = ""] = /^(\S+)\s+(?:sha256:)?([0-9a-f]{64})$/.exec(line.trim()) ?? [];
	if (sha256 === "") throw new UserError("SCAN_SCANNER_NOT_ALLOWED", {
		subject: line.slice(0, 120),
		reason: "a line of the list is `<version> <sha256 in hex>`"
	});
	chooseDialect(version);
	return {
		version,
		sha256
	};
}
/** The row for a program of that hash. Throws SCAN_SCANNER_NOT_ALLOWED when there is none. */
function findAllowed(allowed, program) {
	const row = allowed.find(({ sha256 }) => sha256 === program.sha256);
	if (row !== void 0) return row;
	throw new UserError("SCAN_SCANNER_NOT_ALLOWED", {
		subject: program.file,
		reason: `its SHA-256 is ${program.sha256}, and the list has ${allowed.length} others`
	});
}
/** How a version is called; throws SCAN_SCANNER_UNSUPPORTED when it is not known. */
function chooseDialect(version) {
	if (version === "dev") return "legacy";
	const [, major, minor] = /^(\d+)\.(\d+)\.\d+$/.exec(version) ?? [];
	if (major === "0" && Number(minor) >= oldestMinor) return "current";
	throw new UserError("SCAN_SCANNER_UNSUPPORTED", {
		subject: version,
		reason: `versions from 0.${oldestMinor}.0 and below 1.0.0 are known`
	});
}

// lib/tools/trivy/arguments.ts
/** What Trivy looks for; its own names. */
const trivyScanners = [
	"vuln",
	"secret",
	"misconfig",
	"license"
];
/** Arguments of one scan: everything is reported, nothing is filtered, nothing is asked for over the network. */
function toScanArgs(order, dialect) {
	return [
		...order.target.kind === "layout" ? imageArgs(order, dialect) : ["sbom"],
		...[
			"--format",
			"json",
			"--output",
			order.reportFile,
			"--cache-dir",
			order.cacheFolder
		],
		...[
			"--skip-db-update",
			"--skip-java-db-update",
			"--offline-scan",
			"--no-progress",
			"--list-all-pkgs"
		],
		...[
			"--exit-code",
			"0",
			"--timeout",
			`${Math.ceil(order.timeoutMs / 1e3)}s`
		],
		...dialect === "current" ? ["--skip-version-check", "--disable-telemetry"] : [],
		...order.target.kind === "sbom" ? [order.target.path] : []
	];
}
function imageArgs({ target, scanners }, dialect) {
	const skipChecks = dialect === "current" ? "--skip-check-update" : "--skip-policy-update";
	const ofConfig = scanners.filter((scanner) => scanner === "secret" || scanner === "misconfig");
	return [
		...[
			"image",
			"--input",
			target.path,
			"--scanners",
			renderScanners(scanners, dialect)
		],
		...ofConfig.length === 0 ? [] : ["--image-config-scanners", renderScanners(ofConfig, dialect)],
		skipChecks
	];
}
function renderScanners(scanners, dialect) {
	return scanners.map((scanner) => scanner === "misconfig" && dialect === "legacy" ? "config" : scanner).join(",");
}

// lib/tools/trivy/database.ts
const schemaVersion = 2;
const maxUnpackedBytes = 8589934592;
const fileNames = ["trivy.db", "metadata.json"];
const metadataSchema = object({
	Version: literal(schemaVersion),
	UpdatedAt: pipe(string(), isoTimestamp())
});
/**
* Resolves the database to a digest once and unpacks it into a fresh cache folder; nothing of it is read before its hash
* held. Throws SCAN_DATABASE_* codes and DISK_FULL.
*/
async function fetchDatabase(place, shelf, cacheFolder) {
	const artifact = await findDatabase(place, shelf);
	const { image } = artifact;
	const folder = join(cacheFolder, "db");
	await mkdir(folder, { recursive: true });
	const archive = join(cacheFolder, "db.tar.gz");
	try {
		await saveLayer(artifact, shelf, archive);
		return {
			image,
			cacheFolder,
			updatedAt: await open$1(artifact, archive, folder)
		};
	} catch (error) {
		throw explainDisk(error, cacheFolder);
	} finally {
		await rm(archive, { force: true });
	}
}
async function saveLayer({ image, layer }, shelf, file) {
	const sink = (pieces) => pipeline$1(pieces, createWriteStream(file, { mode: 384 }));
	if (!await shelf.streamBlob(image.repository, layer.digest, {
		maxBytes: layer.size,
		sink
	})) throw malformedDatabase(image, "its layer is gone");
}
async function open$1({ image }, archive, folder) {
	try {
		await unpack(archive, folder);
		await stat(join(folder, "trivy.db"));
		return await readUpdatedAt(join(folder, "metadata.json"));
	} catch (error) {
		const explained = explainDisk(error, folder);
		if (explained !== error) throw explained;
		throw malformedDatabase(image, error instanceof Error ? error.message : "it cannot be unpacked", error);
	}
}
async function unpack(archive, folder) {
	const { extract } = await import("../../vendor/lazy/tar-stream.js").then((m) => /* @__PURE__ */ __toESM(m.default, 1));
	const tar = extract();
	const source = createReadStream(archive);
	const reading = pipeline$1(source, createGunzip(), limitBytes(maxUnpackedBytes), tar);
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

// lib/tools/trivy/examine.ts
/** A report of more is not read; the largest real ones have some ten megabytes. */
const maxReportBytes = 268435456;
/** Runs Trivy on one image or SBOM and reads its report; what goes wrong becomes reasons, only a cancellation throws. */
async function examine(order, scanner) {
	const { subject } = order;
	await rm(order.reportFile, { force: true });
	try {
		await scanner.trivy.scan(order);
	} catch (error) {
		if (!(error instanceof CodedError)) throw error;
		return refuse({
			code: error.code,
			subject,
			reason: error.reason
		});
	}
	const text = await readBounded(order.reportFile);
	if (text === void 0) return refuse({
		code: "SCAN_REPORT_MALFORMED",
		subject,
		reason: "there is none, or it is too large"
	});
	return readExamination(text, order, scanner);
}
/** Reads a report and holds it against what was asked for. */
function readExamination(raw, order, { version }) {
	const { subject, target } = order;
	const text = cleanReport(raw, order);
	const viewed = viewTrivy(text);
	if (!viewed.ok) return refuse({
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
		text,
		document: JSON.parse(text),
		reasons: [...judgeOrigin(view, {
			subject,
			target,
			version
		}), ...problems]
	};
}
function cleanReport(raw, { target, name }) {
	const clean = (key, value) => {
		if (key === "Secrets" && Array.isArray(value)) return value.map(dropContent);
		return typeof value === "string" && value.startsWith(target.path) ? value.replace(target.path, name) : value;
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
	const { subject, target, version } = expected;
	const code = "SCAN_REPORT_MISMATCH";
	const reasons = [];
	if (!(target.kind === "sbom" && imageId === void 0) && imageId !== target.imageId) reasons.push({
		code,
		subject,
		reason: `its ImageID is ${imageId ?? "absent"}, not ${target.imageId}`
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
function refuse(reason) {
	return {
		view: void 0,
		text: void 0,
		document: void 0,
		reasons: [reason]
	};
}

// lib/tools/trivy/trivy.ts
/** How long Trivy gets to end by itself once its own time is over. */
const graceMs = 3e4;
function createTrivy(options) {
	const dialect = chooseDialect(options.version);
	return { async scan(order) {
		const started = options.clock.now();
		const result = await start(options, toScanArgs(order, dialect), order.timeoutMs, started);
		if (result.exitCode === 0) return;
		throw /deadline exceeded/.test(result.stderr) ? late(order.timeoutMs) : failed(describeEnd(result));
	} };
}
async function start(options, args, timeoutMs, started) {
	const { file, exec, clock, emptyFolder, scratchFolder, signal } = options;
	const env = {
		HOME: scratchFolder,
		TMPDIR: scratchFolder,
		LC_ALL: "C",
		NO_COLOR: "1"
	};
	try {
		return await exec(file, args, {
			cwd: emptyFolder,
			env,
			timeoutMs: timeoutMs + graceMs,
			...signal === void 0 ? {} : { signal }
		});
	} catch (error) {
		signal?.throwIfAborted();
		if (clock.now() - started >= timeoutMs) throw late(timeoutMs, error);
		throw failed(error instanceof Error ? error.message : "it could not be started", error);
	}
}
function describeEnd({ exitCode, stderr }) {
	return `exit code ${exitCode}: ${(stderr.split("\n").map((line) => line.replace(/[\p{Cc}\s]+/gu, " ").trim()).findLast((line) => line !== "") ?? "it said nothing").slice(0, 400)}`;
}
function late(timeoutMs, cause) {
	return explain("SCAN_TIMEOUT", `it had not ended after ${Math.round(timeoutMs / 1e3)} s`, cause);
}
function failed(reason, cause) {
	return explain("SCAN_SCANNER_FAILED", reason, cause);
}
function explain(code, reason, cause) {
	return new ExternalError(code, {
		system: "trivy",
		operation: "scan",
		subject: "trivy",
		reason,
		cause
	});
}

// lib/tools/trivy/scanner.ts
/**
* Finds Trivy, copies it, hashes the copy and answers it when the list allows it: what was hashed is what runs.
* Throws SCAN_SCANNER_* codes.
*/
async function openScanner(choice, ports) {
	const { exec, clock, signal, tempFolder } = ports;
	const source = await findProgram(choice.trivyPath, ports.searchPath);
	const program = join(tempFolder, "program");
	const emptyFolder = join(tempFolder, "empty");
	const scratchFolder = join(tempFolder, "scratch");
	for (const folder of [
		program,
		emptyFolder,
		scratchFolder
	]) await mkdir(folder, { recursive: true });
	const file = join(program, "trivy");
	await copyFile(source, file, constants$1.COPYFILE_FICLONE);
	const sha256 = await hashFile(file);
	const { version } = findAllowed(choice.trivyAllowed, {
		file: source,
		sha256
	});
	await chmod(file, 320);
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

// lib/tools/trivy/sample.ts
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
	for (const [name, text] of renderLayout([{
		mediaType,
		digest,
		bytes
	}])) await writeFile(join(folder, name), text);
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

// lib/tools/trivy/self-test.ts
const timeoutMs = 12e4;
/** Raised when the sample or the judgement changes. */
const revision = 1;
/**
* Whether scanner and database find a planted vulnerability and nothing in a clean layer; empty when they do. Passed
* once, it is remembered for the rest of the job, in the folder that the runner empties before the next one.
*/
async function testScanner(scanner, database, folders) {
	const key = [
		revision,
		scanner.sha256,
		database.image.digest
	].join("\n");
	const name = `lazaret-self-test-${createHash("sha256").update(key).digest("hex")}`;
	const marker = join(folders.jobFolder, name);
	if (await isRemembered(marker, key)) return [];
	const layout = join(folders.tempFolder, "sample");
	const sample = await writeSample(layout);
	const { view, reasons } = await examine({
		target: {
			kind: "layout",
			path: layout,
			imageId: sample.imageId
		},
		subject: "sample",
		name: "sample",
		timeoutMs,
		scanners: ["vuln"],
		cacheFolder: database.cacheFolder,
		reportFile: join(folders.tempFolder, "sample.json")
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

export { allowedTrivyNotation, examine, fetchDatabase, openScanner, testScanner, trivyScanners };