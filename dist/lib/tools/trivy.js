import { ExternalError, UserError } from "../base/errors.js";

// lib/tools/trivy/allow-list.ts
const oldestMinor = 67;
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

export { createTrivy, findAllowed, parseAllowedTrivy, trivyScanners };