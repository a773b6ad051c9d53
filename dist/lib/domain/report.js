import { checkJson, checkShape } from "../base.js";
import { array, boolean, check, isoTimestamp, literal, nullish, number as number$2, object, optional, picklist, pipe, strictObject, string, transform, unknown } from "../../vendor/valibot.js";
import { isDigest, parseDigest } from "./image.js";
import { buildPurl, parsePurl, parseSeverity } from "./findings.js";

// lib/domain/report/canonical.ts
/**
* JSON with keys in order and no space, one line and a line feed: equal values give equal bytes (as RFC 8785 does for
* everything but unusual numbers). Undefined members are left out.
*/
function renderCanonical(value) {
	return `${JSON.stringify(sortKeys(value))}\n`;
}
function sortKeys(value) {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
	const sorted = {};
	for (const [key, member] of entries) Object.defineProperty(sorted, key, {
		value: sortKeys(member),
		enumerable: true
	});
	return sorted;
}

// lib/domain/report/types.ts
/** Severities from worst to least known. */
const itemSeverities = [
	"critical",
	"high",
	"medium",
	"low",
	"unknown"
];

// lib/domain/report/counts.ts
function countSeverities(items) {
	const counts = Object.fromEntries(itemSeverities.map((severity) => [severity, 0]));
	for (const { severity } of items) counts[severity] = (counts[severity] ?? 0) + 1;
	return {
		critical: 0,
		high: 0,
		medium: 0,
		low: 0,
		unknown: 0,
		...counts
	};
}
/** The items that a person is shown, worst first. */
function selectShown(items, shown) {
	return items.filter((item) => shown.severities.includes(item.severity)).filter((item) => !shown.isUnfixedIgnored || item.kind !== "vulnerability" || item.fixedVersion !== void 0).toSorted(compareItems);
}
/** Worst severity first, then by id, package and path, so that equal reports are shown equally. */
function compareItems(a, b) {
	const rank = itemSeverities.indexOf(a.severity) - itemSeverities.indexOf(b.severity);
	return rank === 0 ? compareText(keyOf$1(a), keyOf$1(b)) : rank;
}
function keyOf$1(item) {
	return [
		item.id,
		item.packageName,
		item.installedVersion,
		item.path,
		item.line
	].join("\n");
}
function compareText(a, b) {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

// lib/domain/report/cyclonedx.ts
const prefix = "aquasecurity:trivy:";
const rootRef = "image";
const systemRef = "operating-system";
/** A CycloneDX 1.5 document of everything that is installed, which scanners find the same vulnerabilities in. */
function buildCyclonedx(view, subject) {
	const packages = withReferences(view);
	const ofSystem = packages.filter(({ item }) => item.class === "os");
	const others = packages.filter(({ item }) => item.class !== "os");
	const hasSystem = view.os !== void 0;
	const direct = [...hasSystem ? [systemRef] : ofSystem.map(({ ref }) => ref), ...others.map(({ ref }) => ref)];
	return {
		bomFormat: "CycloneDX",
		specVersion: "1.5",
		version: 1,
		metadata: {
			timestamp: subject.createdAt,
			tools: [{
				vendor: "aquasecurity",
				name: "trivy",
				version: subject.scannerVersion
			}],
			component: {
				"bom-ref": rootRef,
				type: "container",
				name: subject.name,
				version: subject.digest,
				hashes: [{
					alg: "SHA-256",
					content: subject.digest.replace(/^sha256:/, "")
				}],
				properties: toProperties({
					ImageID: subject.imageId,
					SchemaVersion: "2"
				})
			}
		},
		components: [...buildSystem(view), ...packages.map(({ item, ref, purl }) => buildComponent(item, ref, purl))],
		dependencies: [
			{
				ref: rootRef,
				dependsOn: direct
			},
			...hasSystem ? [{
				ref: systemRef,
				dependsOn: ofSystem.map(({ ref }) => ref)
			}] : [],
			...packages.map(({ ref }) => ({
				ref,
				dependsOn: []
			}))
		]
	};
}
function withReferences(view) {
	const seen = /* @__PURE__ */ new Map();
	return view.packages.map((item) => {
		const purl = item.purl ?? completePurl(item, view);
		const base = purl ?? `${item.type}/${item.name}@${item.version}`;
		const count = (seen.get(base) ?? 0) + 1;
		seen.set(base, count);
		return {
			item,
			purl,
			ref: count === 1 ? base : `${base}#${count}`
		};
	});
}
function completePurl(item, view) {
	const purl = buildPurl(item.type, item.name, item.version);
	if (purl === void 0 || item.class !== "os" || view.os === void 0) return purl;
	const epoch = /^(\d+):/.exec(item.version)?.[1];
	return `${purl}?${`distro=${encodeURIComponent(`${view.os.family}-${view.os.name}`)}`}${epoch === void 0 ? "" : `&epoch=${epoch}`}`;
}
function buildSystem({ os }) {
	if (os === void 0) return [];
	const properties = toProperties({
		Class: "os-pkgs",
		Type: os.family
	});
	return [{
		"bom-ref": systemRef,
		type: "operating-system",
		name: os.family,
		version: os.name,
		properties
	}];
}
function buildComponent(item, ref, purl) {
	const source = splitVersion(item.sourceVersion);
	const isSystem = item.class === "os";
	return {
		"bom-ref": ref,
		type: "library",
		name: item.name,
		version: item.version,
		...purl === void 0 ? {} : { purl },
		...item.licences.length === 0 ? {} : { licenses: item.licences.map((name) => ({ license: { name } })) },
		properties: toProperties({
			PkgID: `${item.name}@${item.version}`,
			PkgType: item.type,
			FilePath: item.filePath,
			LayerDiffID: item.diffId,
			SrcName: isSystem ? item.sourceName : void 0,
			SrcVersion: isSystem ? source.version : void 0,
			SrcRelease: isSystem ? source.release : void 0,
			SrcEpoch: isSystem ? source.epoch : void 0
		})
	};
}
function splitVersion(text) {
	const [, epoch, version, release] = /^(?:(\d+):)?(.*?)(?:-([^-]*))?$/s.exec(text ?? "") ?? [];
	return {
		epoch,
		version: version === "" ? void 0 : version,
		release
	};
}
function toProperties(values) {
	return Object.entries(values).flatMap(([name, value]) => value === void 0 || value === "" ? [] : [{
		name: `${prefix}${name}`,
		value
	}]);
}

// lib/domain/report/origin.ts
const configSchema = object({
	rootfs: object({ diff_ids: array(string()) }),
	history: nullish(array(object({
		created_by: nullish(string()),
		empty_layer: nullish(boolean())
	})))
});
/**
* Tells by an image's history which instruction made which layer. The last entries are the last instructions of the
* final stage; what was there before comes from the base, which FROM brought. Empty when they do not fit.
*/
function findLayerLines(config, steps) {
	const checked = checkJson(configSchema, config);
	const from = steps.findLast(({ keyword }) => keyword === "FROM");
	if (!checked.ok || from === void 0) return /* @__PURE__ */ new Map();
	const history = checked.value.history ?? [];
	const diffIds = checked.value.rootfs.diff_ids;
	if (history.filter((entry) => entry.empty_layer !== true).length !== diffIds.length) return /* @__PURE__ */ new Map();
	const own = alignSteps(history.map(keywordOf), steps.slice(steps.indexOf(from) + 1));
	if (own === void 0) return /* @__PURE__ */ new Map();
	const lines = /* @__PURE__ */ new Map();
	let layer = 0;
	for (const [index, entry] of history.entries()) {
		if (entry.empty_layer === true) continue;
		lines.set(diffIds[layer] ?? "", own.get(index) ?? from.line);
		layer += 1;
	}
	return lines;
}
function alignSteps(history, steps) {
	const lines = /* @__PURE__ */ new Map();
	let entry = history.length - 1;
	for (const { keyword, line } of steps.toReversed()) if (history[entry] === keyword) {
		lines.set(entry, line);
		entry -= 1;
	} else if (keyword !== "ARG") return void 0;
	return lines;
}
function keywordOf(entry) {
	const text = (entry.created_by ?? "").trim();
	const plain = /^\/bin\/sh -c #\(nop\)\s+(.*)$/s.exec(text)?.[1] ?? text;
	const word = /^([A-Z]+)\b/.exec(plain)?.[1];
	if (word !== void 0) return word;
	return /^(?:\|\d+ .*)?\/bin\/(?:ba|a)?sh -c /s.test(text) ? "RUN" : "";
}

// lib/domain/report/sarif.ts
const schemaUrl = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const levels = {
	critical: "error",
	high: "error",
	medium: "warning",
	low: "note",
	unknown: "note"
};
const scores = {
	critical: "9.5",
	high: "8.0",
	medium: "5.5",
	low: "2.0",
	unknown: void 0
};
/** A SARIF 2.1.0 log with one run a platform, each in its own category, as GitHub asks for. */
function buildSarif(platforms, facts) {
	return {
		$schema: schemaUrl,
		version: "2.1.0",
		runs: platforms.map((each) => buildRun(each, facts))
	};
}
function buildRun(scan, facts) {
	const rules = /* @__PURE__ */ new Map();
	for (const item of scan.items) if (!rules.has(ruleIdOf(item))) rules.set(ruleIdOf(item), item);
	const ids = [...rules.keys()];
	return {
		tool: { driver: {
			name: "Trivy",
			informationUri: "https://trivy.dev/",
			version: facts.scannerVersion,
			rules: [...rules].map(([id, item]) => buildRule(id, item))
		} },
		automationDetails: { id: `scan-image/${scan.platform}/` },
		invocations: [{
			executionSuccessful: scan.isComplete,
			endTimeUtc: facts.finishedAt
		}],
		originalUriBaseIds: { ROOTPATH: { uri: "file:///" } },
		columnKind: "utf16CodeUnits",
		results: scan.items.map((item) => buildResult(item, ids.indexOf(ruleIdOf(item)), {
			scan,
			facts
		})),
		properties: { image: scan.image }
	};
}
function ruleIdOf({ id }) {
	return id;
}
function buildRule(id, item) {
	const score = scores[item.severity];
	const text = item.title === "" ? id : item.title;
	return {
		id,
		name: ruleNames[item.kind],
		shortDescription: { text },
		fullDescription: { text },
		help: { text: describe(item) },
		...item.url === void 0 || !URL.canParse(item.url) ? {} : { helpUri: item.url },
		defaultConfiguration: { level: levels[item.severity] },
		properties: {
			tags: [
				"security",
				item.kind,
				item.severity.toUpperCase()
			],
			precision: "very-high",
			...score === void 0 ? {} : { "security-severity": score }
		}
	};
}
const ruleNames = {
	vulnerability: "PackageVulnerability",
	secret: "SecretInLayer",
	misconfiguration: "ImageMisconfiguration",
	licence: "PackageLicence"
};
function buildResult(item, ruleIndex, place) {
	return {
		ruleId: ruleIdOf(item),
		ruleIndex,
		level: levels[item.severity],
		message: { text: describe(item) },
		locations: [buildLocation(item, place)],
		partialFingerprints: { "lazaret/v1": [
			item.kind,
			item.id,
			item.packageName,
			item.path
		].join("|") },
		properties: {
			severity: item.severity,
			...item.purl === void 0 ? {} : { purl: item.purl },
			...item.fixedVersion === void 0 ? {} : { fixedVersion: item.fixedVersion }
		}
	};
}
function buildLocation(item, { scan, facts }) {
	const line = item.diffId === void 0 ? void 0 : scan.lines.get(item.diffId);
	const logicalLocations = [{
		fullyQualifiedName: `${scan.image}//${item.path}`,
		kind: "resource"
	}];
	const isOnDockerfile = facts.dockerfile !== void 0 && line !== void 0;
	const uri = isOnDockerfile ? facts.dockerfile : item.path;
	const startLine = isOnDockerfile ? line : Math.max(1, item.line ?? 1);
	return {
		physicalLocation: {
			artifactLocation: {
				uri: encodePath(uri),
				...isOnDockerfile ? {} : { uriBaseId: "ROOTPATH" }
			},
			region: {
				startLine,
				startColumn: 1,
				endLine: startLine,
				endColumn: 1
			}
		},
		logicalLocations
	};
}
function encodePath(path) {
	return (path ?? "").split("/").filter((segment) => segment !== "" && segment !== "..").map(encodeSegment).join("/") || "image";
}
function encodeSegment(segment) {
	return encodeURIComponent(segment.toWellFormed());
}
/** One line for a person: what, where, what clears it. */
function describe(item) {
	const where = item.packageName === void 0 ? item.path : `${item.packageName} ${item.installedVersion ?? ""}`.trim();
	const title = item.title === "" ? "" : `: ${item.title}`;
	const remedy = item.kind === "vulnerability" ? describeFix(item) : "";
	return `${item.id} (${item.severity}) in ${where}${title}${remedy}`.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}
function describeFix({ fixedVersion }) {
	return fixedVersion === void 0 ? "; no fix yet" : `; fixed in ${fixedVersion}`;
}

// lib/domain/report/sbom-coverage.ts
const sbomSchema = object({ components: array(object({
	name: string(),
	version: optional(string()),
	purl: optional(string())
})) });
const maxShown = 3;
/**
* Why an SBOM does not go with a report: a package that the report lists, or has a vulnerability in, and the SBOM does
* not hold. Whoever scans that SBOM later would not see it.
*/
function explainUncovered(view, sbom) {
	const checked = checkShape(sbomSchema, sbom);
	const components = checked.ok ? checked.value.components : [];
	const held = new Set(components.flatMap((each) => [nameOf(each), keyOf(each)]));
	const lacking = [...view.packages, ...listVulnerable(view)].filter((each) => !held.has(keyOf(each)));
	const names = [...new Set(lacking.map(nameOf))];
	if (names.length === 0) return void 0;
	const more = names.length > maxShown ? ` and ${names.length - maxShown} more` : "";
	return `its SBOM lacks ${names.slice(0, maxShown).join(", ")}${more}`;
}
function listVulnerable({ items }) {
	return items.flatMap(({ kind, packageName, installedVersion, purl }) => kind === "vulnerability" && packageName !== void 0 ? [{
		name: packageName,
		version: installedVersion,
		purl
	}] : []);
}
function keyOf({ purl, ...named }) {
	const parsed = purl === void 0 ? void 0 : parsePurl(purl);
	return parsed === void 0 ? nameOf(named) : `${parsed.base}@${parsed.version ?? ""}`;
}
function nameOf({ name, version }) {
	return `${name}@${version ?? ""}`;
}

// lib/domain/report/schema.ts
const text = nullish(string());
const number = nullish(number$2());
const layer = nullish(object({ DiffID: text }));
const identifier = nullish(object({ PURL: text }));
const packageSchema = object({
	Name: string(),
	Identifier: identifier,
	Version: text,
	Release: text,
	Epoch: number,
	SrcName: text,
	SrcVersion: text,
	SrcRelease: text,
	SrcEpoch: number,
	FilePath: text,
	Licenses: nullish(array(string())),
	Layer: layer
});
const vulnerabilitySchema = object({
	VulnerabilityID: string(),
	PkgName: string(),
	PkgPath: text,
	PkgIdentifier: identifier,
	InstalledVersion: text,
	FixedVersion: text,
	Severity: text,
	Title: text,
	PrimaryURL: text,
	Layer: layer
});
const secretSchema = object({
	RuleID: string(),
	Severity: text,
	Title: text,
	StartLine: number,
	Layer: layer
});
const misconfigurationSchema = object({
	ID: string(),
	AVDID: text,
	Title: text,
	Severity: text,
	Status: text,
	PrimaryURL: text
});
const licenceSchema = object({
	Name: string(),
	Severity: text,
	PkgName: text,
	FilePath: text,
	Link: text
});
/** Trivy's JSON, SchemaVersion 2: what is shown of it. Everything else is kept as it is. */
const trivySchema = object({
	SchemaVersion: literal(2),
	Trivy: nullish(object({ Version: text })),
	Metadata: nullish(object({
		ImageID: text,
		OS: nullish(object({
			Family: text,
			Name: text
		}))
	})),
	Results: nullish(array(object({
		Target: string(),
		Class: text,
		Type: text,
		Packages: nullish(array(packageSchema)),
		Vulnerabilities: nullish(array(vulnerabilitySchema)),
		Secrets: nullish(array(secretSchema)),
		Misconfigurations: nullish(array(misconfigurationSchema)),
		Licenses: nullish(array(licenceSchema))
	})))
});
const digest = pipe(string(), check(isDigest, "no digest"), transform(parseDigest));
const result = picklist(["complete", "indeterminate"]);
const reasons = array(object({
	code: string(),
	subject: string(),
	reason: string()
}));
const time = pipe(string(), isoTimestamp());
const platformSchema = object({
	manifest: digest,
	config: digest,
	platform: string(),
	result,
	reasons,
	sbom: optional(object({
		file: string(),
		digest
	})),
	report: optional(unknown())
});
/** Our own report; unknown members are refused, because something that is decided on may not be overlooked. */
const scanReportSchema = strictObject({
	kind: literal("lazaret-scan"),
	version: literal(1),
	image: string(),
	digest,
	scanner: object({
		name: literal("trivy"),
		version: string(),
		sha256: string()
	}),
	scanners: array(string()),
	database: object({
		image: string(),
		digest,
		updatedAt: time
	}),
	selfTest: picklist(["passed", "failed"]),
	startedAt: time,
	finishedAt: time,
	result,
	reasons,
	platforms: array(platformSchema),
	notScanned: array(digest)
});

// lib/domain/report/scan-report.ts
/** The file `report` of scan-image: canonical JSON. */
function renderScanReport(report) {
	return renderCanonical(report);
}
/** Reads that file; a report whose result contradicts its parts is refused. */
function parseScanReport(text) {
	const checked = checkJson(scanReportSchema, text);
	if (!checked.ok) return checked;
	const value = {
		...checked.value,
		platforms: checked.value.platforms.map(completePlatform)
	};
	const isBelieved = value.reasons.length === 0 && value.selfTest === "passed";
	const isWhole = value.platforms.length > 0 && value.platforms.every((each) => each.result === "complete");
	if ((isBelieved && isWhole) === (value.result === "complete")) return {
		ok: true,
		value
	};
	return {
		ok: false,
		problems: ["result: contradicts the reasons or the platforms"]
	};
}
function completePlatform(platform) {
	return {
		...platform,
		sbom: platform.sbom,
		report: platform.report
	};
}
/** Why a scan cannot be believed, in one line. */
function renderReason({ code, subject, reason }) {
	return `${code}: ${subject}: ${reason}`;
}

// lib/domain/report/trivy-view.ts
/** Reads Trivy's JSON for showing it and for the SBOM; builds of 2023 and of 2026 give the same view. */
function viewTrivy(text) {
	const checked = checkJson(trivySchema, text);
	if (!checked.ok) return checked;
	const { Metadata, Results, Trivy } = checked.value;
	const results = Results ?? [];
	return {
		ok: true,
		value: {
			imageId: Metadata?.ImageID ?? void 0,
			scannerVersion: Trivy?.Version ?? void 0,
			os: toSystem(Metadata?.OS),
			packages: results.flatMap(listPackages),
			items: results.flatMap(listItems)
		}
	};
}
function toSystem(os) {
	return os?.Family ? {
		family: os.Family,
		name: os.Name ?? ""
	} : void 0;
}
function listItems(result) {
	return [
		...listVulnerabilities(result),
		...listSecrets(result),
		...listMisconfigurations(result),
		...listLicences(result)
	];
}
function listPackages(result) {
	const kind = {
		type: result.Type ?? "",
		class: result.Class === "os-pkgs" ? "os" : "library"
	};
	return (result.Packages ?? []).map((item) => ({
		...kind,
		...toOrigin(item),
		name: item.Name,
		version: renderVersion(item.Epoch, item.Version, item.Release),
		purl: item.Identifier?.PURL ?? void 0,
		sourceName: item.SrcName ?? void 0,
		sourceVersion: renderVersion(item.SrcEpoch, item.SrcVersion, item.SrcRelease) || void 0,
		licences: item.Licenses ?? []
	}));
}
function toOrigin({ FilePath, Layer }) {
	return {
		filePath: FilePath ?? void 0,
		diffId: Layer?.DiffID ?? void 0
	};
}
function renderVersion(epoch, version, release) {
	const text = [version, release].filter(Boolean).join("-");
	return epoch ? `${epoch}:${text}` : text;
}
function listVulnerabilities({ Target, Vulnerabilities }) {
	return (Vulnerabilities ?? []).map((item) => ({
		kind: "vulnerability",
		id: item.VulnerabilityID,
		severity: toSeverity(item.Severity),
		title: item.Title ?? "",
		packageName: item.PkgName,
		installedVersion: item.InstalledVersion ?? void 0,
		fixedVersion: item.FixedVersion || void 0,
		purl: item.PkgIdentifier?.PURL ?? void 0,
		path: item.PkgPath || Target,
		line: void 0,
		diffId: item.Layer?.DiffID ?? void 0,
		url: item.PrimaryURL ?? void 0
	}));
}
const noPackage = {
	packageName: void 0,
	installedVersion: void 0,
	fixedVersion: void 0,
	purl: void 0
};
function listSecrets({ Target, Secrets }) {
	return (Secrets ?? []).map((item) => ({
		...noPackage,
		kind: "secret",
		id: item.RuleID,
		severity: toSeverity(item.Severity),
		title: item.Title ?? "",
		path: Target,
		line: item.StartLine ?? void 0,
		diffId: item.Layer?.DiffID ?? void 0,
		url: void 0
	}));
}
function listMisconfigurations({ Target, Misconfigurations }) {
	return (Misconfigurations ?? []).filter(({ Status }) => Status !== "PASS").map((item) => ({
		...noPackage,
		kind: "misconfiguration",
		id: item.AVDID || item.ID,
		severity: toSeverity(item.Severity),
		title: item.Title ?? "",
		path: Target,
		line: void 0,
		diffId: void 0,
		url: item.PrimaryURL ?? void 0
	}));
}
function listLicences({ Target, Licenses }) {
	return (Licenses ?? []).map((item) => ({
		...noPackage,
		kind: "licence",
		id: item.Name,
		severity: toSeverity(item.Severity),
		title: `licence ${item.Name}`,
		packageName: item.PkgName || void 0,
		path: item.FilePath || Target,
		line: void 0,
		diffId: void 0,
		url: item.Link || void 0
	}));
}
function toSeverity(text) {
	const severity = parseSeverity(text);
	return severity === "negligible" ? "low" : severity;
}

export { buildCyclonedx, buildSarif, compareItems, countSeverities, describe, explainUncovered, findLayerLines, itemSeverities, parseScanReport, renderCanonical, renderReason, renderScanReport, selectShown, viewTrivy };